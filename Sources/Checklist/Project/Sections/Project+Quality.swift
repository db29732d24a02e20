extension Project {
  /// How the quality of incoming data is watched.
  package struct Quality: Sendable, Hashable {
    /// The runs that `assay observe` recorded; nil when none are named.
    package var observations: Observations?

    enum Key {
      static let observations = ConfigurationKey(
        "observations", .either(.text(.path), orMapping: Observations.keys),
        example: "{store: observations.sqlite, downtime-budget: 8 hours}",
        """
        The store in which `assay observe record` keeps what came in: its file, or a mapping that also \
        says which data set of it and how many hours may be lost.
        """)
    }

    static let keys = [Key.observations]

    /// Reads validated values.
    init(_ values: ConfigurationMapping) {
      observations = Observations(values[Key.observations.name])
    }
  }

  /// Recorded runs of the data that come in.
  package struct Observations: Sendable, Hashable {
    /// The store's file, as typed: relative to the project file.
    package var store: String
    /// The data set in it; nil for all.
    package var dataset: String?
    /// How long in 30 days data may be late, empty or wrong; nil when that is not limited.
    package var budget: ConfigurationDuration?

    enum Key {
      static let store = ConfigurationKey(
        "store", .text(.path), isRequired: true, example: "observations.sqlite",
        "The store's file, relative to this one.")
      static let dataset = ConfigurationKey(
        "dataset", .text(.words), example: "orders",
        "The data set whose runs are looked at. Default: all of the store.")
      static let budget = ConfigurationKey(
        "downtime-budget", .text(.duration), example: "8 hours",
        "How long in 30 days data may be late, empty or wrong. Default: it is told, and not judged."
      )
    }

    static let keys = [Key.store, Key.dataset, Key.budget]

    /// Reads a validated value; nil when none is given.
    init?(_ value: ConfigurationValue?) {
      switch value {
      case .text(let file): store = file
      case .mapping(let values):
        guard let file = values.text(Key.store) else { return nil }
        store = file
        dataset = values.text(Key.dataset)
        budget = values.text(Key.budget).flatMap { ConfigurationDuration($0) }
      default: return nil
      }
    }
  }
}
