internal import ArgumentParser

/// Where rows are counted.
enum CountingPlace: String, ExpressibleByArgument, CaseIterable {
  /// They are read, and counted by this program.
  case here
  /// By the engine that holds them, so that only counts are read.
  case there
}
