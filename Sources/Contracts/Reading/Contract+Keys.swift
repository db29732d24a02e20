package import Checklist

extension Contract {
  enum Key {
    static let version = ConfigurationKey(
      "version", .whole(1...1), isRequired: true, example: "1", "The version of this format.")
    static let name = ConfigurationKey(
      "name", .text(.words), example: "flights", "What the contract is called.")
    static let description = ConfigurationKey(
      "description", .text(.prose), example: "What the scoring job expects.",
      "What it is for, for people.")
    static let environments = ConfigurationKey(
      "environments", .list(.text(.words)), example: "[training, scoring]",
      "The environments that rules may be limited to; `--environment` names one.")
    static let stages = ConfigurationKey(
      "stages", .list(.text(.words)), example: "[raw, features, scoring, output]",
      "The stages of the pipeline that rules may be limited to; `--stage` names one.")
    static let columns = ConfigurationKey(
      "columns", .entries(.column, .mapping(columnKeys)),
      example: "{fare: {type: number, not-null: true, range: {min: 0, max: 500}}}",
      "What each column must be.")
    static let rows = ConfigurationKey(
      "rows", .mapping(ConstraintCatalogue.kinds(of: .rows).map(key)),
      example: "{ordered: [{columns: [departure, arrival]}]}",
      "What must hold between the columns of a row, and between data sets.")
    static let dataset = ConfigurationKey(
      "dataset", .mapping(ConstraintCatalogue.kinds(of: .dataset).map(key)),
      example: "{row-count: {min: 1000}}", "What must hold for the data as a whole.")

    static let personal = ConfigurationKey(
      "personal", .flag, example: "true",
      """
      Whether the values are personal: they are then never shown in reports, JSON documents and \
      messages. Default: false.
      """)
  }

  /// What every constraint may say besides its parameters.
  enum Common {
    static let id = ConfigurationKey(
      "id", .text(.words), example: "fare-is-sane",
      "Its name in reports and with quarantined rows. Default: column and kind.")
    static let mostly = ConfigurationKey(
      "mostly", .number(.leastNonzeroMagnitude...1), example: "0.99",
      """
      The share of rows for which it must hold, of those that it applies to. Up to the rest may \
      break it, and go on. Default: 1.
      """)
    static let environments = ConfigurationKey(
      "environments", .list(.text(.words)), example: "[training]",
      "Where it holds. Default: everywhere.")
    static let stages = ConfigurationKey(
      "stages", .list(.text(.words)), example: "[features]",
      "At which stages it holds. Default: at all.")
    static let falseAlarms = ConfigurationKey(
      "false-alarms", .mapping([per1000Rows, perWindow]), example: "{per-1000-rows: 0.2}",
      "How often it is broken by chance at most, when nothing is wrong; `assay contract` writes it."
    )
    static let per1000Rows = ConfigurationKey(
      "per-1000-rows", .number(0...1000), example: "0.2", "Rows of a thousand, at most.")
    static let perWindow = ConfigurationKey(
      "per-window", .number(0...1), example: "0.001", "The probability for one batch, at most.")

    static func severity(_ level: ConstraintCard.Level) -> ConfigurationKey {
      ConfigurationKey(
        "severity",
        .choice(
          Severity.allCases.reversed().map { severity in
            .init(
              severity.rawValue, severity.summary,
              refused: severity == .quarantine && level != .row
                ? "is about rows, and this rule is about all data together" : nil,
              synonyms: severity.synonyms)
          }), example: "warn",
        "What happens when it is broken. Default: \(level == .row ? "quarantine" : "block").")
    }

    static func keys(_ card: ConstraintCard) -> [ConfigurationKey] {
      [id, severity(card.level)] + (card.level == .row ? [mostly] : [])
        + [environments, stages, falseAlarms]
    }
  }

  /// The whole format, in the order to write it.
  package static let keys: [ConfigurationKey] = [
    Key.version, Key.name, Key.description, Key.environments, Key.stages, Key.columns, Key.rows,
    Key.dataset,
  ]

  static let columnKeys: [ConfigurationKey] =
    [Key.description, Key.personal, Common.environments, Common.stages]
    + ConstraintCatalogue.kinds(of: .columns).map(key)

  /// The key of a kind: its parameters with those that all have, or its short form.
  static func key(_ kind: any Constraint.Type) -> ConfigurationKey {
    let card = kind.card
    let keys = kind.parameters + Common.keys(card)
    let shape: ConfigurationShape =
      switch kind.shortForm {
      case .none: .mapping(keys)
      case .flag: .either(.flag, orMapping: keys)
      // A mapping of entries cannot be told from one of parameters.
      case .value(let key) where key.isEntries: key.shape
      case .value(let key): .either(key.shape, orMapping: keys)
      }
    return ConfigurationKey(
      card.name, kind.isRepeated ? .list(.mapping(keys)) : shape, example: card.example,
      card.summary)
  }

  /// The JSON Schema of a contract.
  ///
  /// - Throws: what the JSON encoder throws, which no value here makes it do.
  package static func schema() throws -> String {
    try ConfigurationSchema.json(
      title: "contract", description: "What incoming data must be.", keys: keys)
  }
}

extension ConfigurationKey {
  /// Whether its value is a mapping from names.
  var isEntries: Bool {
    if case .entries = shape { return true }
    return false
  }
}
