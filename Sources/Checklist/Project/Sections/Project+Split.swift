extension Project {
  /// How the rows were divided, as the team declares it.
  package struct Split: Sendable, Hashable {
    /// How rows were assigned.
    package var method: Method?
    /// The seed of a random assignment.
    package var seed: Int?
    /// By set, its share of the rows; they sum to 1.
    package var fractions: [DataRole: Double]
    /// What `assay split` wrote, as typed.
    package var manifest: String?
    /// Anything else that another person needs to make the split again.
    package var description: String?

    /// Ways to assign rows to sets.
    package enum Method: String, Sendable, Hashable, CaseIterable {
      /// Each row by chance.
      case random
      /// By chance within each class.
      case stratified
      /// All rows of an entity to one set.
      case group
      /// Earlier rows before later ones.
      case time
    }
  }
}

extension Project.Split: ConfigurationSection {
  enum Key {
    static let method = ConfigurationKey(
      "method",
      .choice([
        .init("random", "each row by chance"),
        .init("stratified", "by chance within each class"),
        .init("group", "all rows of an entity to one set"),
        .init("time", "earlier rows before later ones"),
      ]),
      example: "time", "How rows were assigned to the sets.")
    static let seed = ConfigurationKey(
      "seed", .whole(Int.min...Int.max), example: "7", "The seed of a random assignment.")
    static let fractions = ConfigurationKey(
      "fractions", .entries(.dataRole, .number(0...1)),
      example: "{train: 0.7, validation: 0.15, test: 0.15}",
      "Each set's share of the rows; together 1.")
    static let manifest = ConfigurationKey(
      "manifest", .text(.path), example: "splits/manifest.json",
      "What `assay split` wrote; the split is made again from it and compared.")
    static let description = ConfigurationKey(
      "description", .text(.words), example: "By departure date; test starts on 1 October.",
      "Anything else that is needed to make the split again.")
  }

  static let keys = [Key.method, Key.seed, Key.fractions, Key.manifest, Key.description]

  init(_ values: ConfigurationMapping) {
    method = values.text(Key.method).flatMap(Method.init(rawValue:))
    seed = values.whole(Key.seed)
    fractions = [:]
    for (name, share) in values.numbers(Key.fractions) {
      if let role = Project.DataRole(rawValue: name) { fractions[role] = share }
    }
    manifest = values.text(Key.manifest)
    description = values.text(Key.description)
  }
}
