/// A part of the project file: its keys, and the typed value that they make.
protocol ConfigurationSection {
  /// The keys, in the order to write them.
  static var keys: [ConfigurationKey] { get }

  /// Reads validated values with defaults filled in.
  init(_ values: ConfigurationMapping)
}
