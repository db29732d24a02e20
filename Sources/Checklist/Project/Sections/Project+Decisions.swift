extension ItemDecision: ConfigurationSection {
  enum Key {
    static let aspect = ConfigurationKey(
      "aspect", .name(.aspect), example: "truth",
      "The aspect that is decided upon; either this or a check.")
    static let check = ConfigurationKey(
      "check", .name(.check), example: "parity.inputs",
      "The check that is decided upon; either this or an aspect.")
    static let kind = ConfigurationKey(
      "kind",
      .choice([
        .init("waive", "set aside for a time, failures included"),
        .init("accept", "looked at and taken on; a failure stays a failure"),
      ]),
      isRequired: true, example: "waive", "What is decided.")
    static let by = ConfigurationKey(
      "by", .text(.words), isRequired: true, example: "Ada Lovelace", "Who decided.")
    static let reason = ConfigurationKey(
      "reason", .text(.words), isRequired: true,
      example: "Labels come from March on; reviewed then.", "Why.")
    static let until = ConfigurationKey(
      "until", .text(.date), example: "2027-03-31",
      "The last day on which it holds. A waiver needs one.")
  }

  static let keys = [Key.aspect, Key.check, Key.kind, Key.by, Key.reason, Key.until]

  init(_ values: ConfigurationMapping) {
    if let aspect = values.text(Key.aspect).flatMap(AspectID.init(rawValue:)) {
      item = .aspect(aspect)
    } else {
      item = .check(values.required(Key.check))
    }
    guard let kind = Kind(rawValue: values.required(Key.kind)) else {
      preconditionFailure("a decision that validation accepts has no kind: \(values)")
    }
    self.kind = kind
    by = values.required(Key.by)
    reason = values.required(Key.reason)
    until = values.text(Key.until).flatMap(CalendarDate.init)
  }
}

extension Answer {
  enum Key {
    static let text = ConfigurationKey(
      "text", .text(.prose), example: "\"None: both call features.py.\"", "The answer.")
    static let by = ConfigurationKey(
      "by", .text(.words), example: "Ada Lovelace", "Who answered.")
    static let evidence = ConfigurationKey(
      "evidence", .text(.words), example: "https://wiki.example.org/features",
      "A link to what supports it.")
  }

  static let keys = [Key.text, Key.by, Key.evidence]

  /// Reads an answer, short or long; nil when it is blank.
  init?(_ value: ConfigurationValue) {
    switch value {
    case .text(let text): self.init(text: text, by: nil, evidence: nil)
    case .mapping(let values):
      self.init(
        text: values.text(Key.text) ?? "", by: values.text(Key.by),
        evidence: values.text(Key.evidence))
    default: return nil
    }
    if text.allSatisfy(\.isWhitespace) { return nil }
  }
}
