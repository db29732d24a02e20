extension Project {
  /// The contract that incoming data are held against.
  package struct DataContract: Sendable, Hashable {
    /// Its file, as typed: relative to the project file.
    package var file: String
    /// By data set, the stage of the pipeline at which it stands.
    package var stages: [DataRole: String]

    enum Key {
      static let file = ConfigurationKey(
        "file", .text(.path), isRequired: true, example: "contract.yaml",
        "The contract's file, relative to this one.")
      static let stages = ConfigurationKey(
        "stages", .entries(.dataRole, .text(.words)), example: "{train: features, scoring: raw}",
        """
        By data set, the stage of the pipeline at which it stands: only the rules of that stage are \
        asked of it. Default: all rules.
        """)
    }

    static let keys = [Key.file, Key.stages]

    /// Reads a validated value; nil when none is given.
    init?(_ value: ConfigurationValue?) {
      switch value {
      case .text(let file):
        self.file = file
        stages = [:]
      case .mapping(let values):
        guard let file = values.text(Key.file) else { return nil }
        self.file = file
        stages = [:]
        for entry in values.mapping(Key.stages).entries {
          guard let role = DataRole(rawValue: entry.key), case .text(let stage) = entry.value else {
            continue
          }
          stages[role] = stage
        }
      default: return nil
      }
    }
  }
}
