package import Checklist
internal import Engines

/// Every value is written in a well-known form.
package struct TextFormat: Constraint {
  package static let card = ConstraintCard(
    name: "format", level: .row, section: .columns,
    summary: "Every value is written in a well-known form.",
    example: "email",
    types: [.text],
    counterparts: [
      "soda:invalid (valid_format)", "gx:expect_column_values_to_be_json_parseable",
    ])
  package static let parameters = [form]
  package static let shortForm = ConstraintShortForm.value(form)

  static let form = ConfigurationKey(
    "is", .choice(Form.allCases.map { .init($0.rawValue, $0.summary) }), isRequired: true,
    example: "email", "The form.")

  /// The forms.
  package enum Form: String, Sendable, Hashable, CaseIterable {
    case email, url, uuid, ipv4, ipv6, ip, date, timestamp, time, phone, country, currency, json

    /// What it looks like.
    package var summary: String {
      switch self {
      case .email: "ada@example.org"
      case .url: "http or https, with a host"
      case .uuid: "8-4-4-4-12 hexadecimal digits"
      case .ipv4: "192.0.2.1"
      case .ipv6: "2001:db8::1"
      case .ip: "either of the two"
      case .date: "2026-03-31, a day that there is"
      case .timestamp: "2026-03-31T12:00:00, with or without Z or an offset"
      case .time: "12:00 or 12:00:00"
      case .phone: "+ and 8 to 15 digits"
      case .country: "two capital letters, as in ISO 3166"
      case .currency: "three capital letters, as in ISO 4217"
      case .json: "a JSON value"
      }
    }

    /// The expression that the whole text matches; of `ip` that of the older of the two.
    ///
    /// - Source: RFC 5321, sections 4.1.2 and 4.5.3.1 (email, a domain with a dot); RFC 3986 (url);
    ///   RFC 9562 (uuid); RFC 4291 (ipv6, without zones); RFC 3339 (date, time, timestamp); RFC
    ///   3966 and E.164 (phone); RFC 8259 (json).
    var pattern: String {
      switch self {
      case .email:
        "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+([.][A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
          + "@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
          + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+"
      case .url:
        "(?i)https?://([^\\s\\x00-\\x1f\\x7f/?#@\\[\\]]*@)?"
          + "(\\[[0-9a-f:.]*:[0-9a-f:.]*\\]|[^\\s\\x00-\\x1f\\x7f/?#@:\\[\\]]+)"
          + "(:0*([1-5]?[0-9]{1,4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])?)?"
          + "([/?#][^\\s\\x00-\\x1f\\x7f]*)?"
      case .uuid: "(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
      case .ipv4, .ip:
        "((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\\.){3}"
          + "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
      case .ipv6: "(?i)([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}"
      case .date: "[0-9]{4}-[0-9]{2}-[0-9]{2}"
      case .timestamp:
        "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?"
          + "(Z|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?)?"
      case .time: "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?"
      case .phone: "\\+[1-9][0-9 ().-]*"
      case .country: "[A-Z]{2}"
      case .currency: "[A-Z]{3}"
      case .json: ""
      }
    }

    /// The most characters of an email address, and of what stands before its `@`.
    static let longestEmail = 254
    static let longestLocalPart = 64

    /// The ways to write an IPv6 address, each with the most runs of hexadecimal digits that it may
    /// have.
    ///
    /// `::` stands for one group or more that are left out, and an IPv4 address for the last two.
    static let ipv6Patterns: [(pattern: String, most: Int)] = {
      let groups = "([0-9a-f]{1,4}(:[0-9a-f]{1,4})*)?::"
      return [
        (Form.ipv6.pattern, 8), ("(?i)([0-9a-f]{1,4}:){6}\(Form.ipv4.pattern)", 10),
        ("(?i)\(groups)([0-9a-f]{1,4}(:[0-9a-f]{1,4})*)?", 7),
        ("(?i)\(groups)([0-9a-f]{1,4}:)*\(Form.ipv4.pattern)", 9),
      ]
    }()

    /// Expressions of which one matches the whole of every text of the form; none where all texts
    /// may be of it.
    var patterns: [String] {
      switch self {
      case .ipv6: Self.ipv6Patterns.map(\.pattern)
      case .ip: [pattern] + Self.ipv6Patterns.map(\.pattern)
      case .json: []
      default: [pattern]
      }
    }

    /// The condition on a text.
    func condition(_ text: String) -> String {
      let matches = Self.matches(text, pattern)
      switch self {
      case .email:
        return "(\(matches) and length(\(text)) <= \(Self.longestEmail)"
          + " and strpos(\(text), '@') <= \(Self.longestLocalPart + 1))"
      case .ipv6: return Self.isIPv6(text)
      case .ip: return "(\(matches) or \(Self.isIPv6(text)))"
      case .date: return "(\(matches) and try_cast(\(text) as date) is not null)"
      case .timestamp:
        return "(\(matches) and try_cast(substr(\(text), 1, 10) as date) is not null)"
      case .phone:
        return matches + " and "
          + "length(regexp_replace(\(text), '[^0-9]', '', 'g')) between 8 and 15"
      case .json: return Self.isJSON(text)
      default: return matches
      }
    }

    private static func matches(_ text: String, _ pattern: String) -> String {
      "regexp_full_match(\(text), \(SQLText.literal(pattern)))"
    }

    /// Those that tell something when every value of a column has them, the narrowest first.
    static let inferred: [Form] = [.email, .uuid, .ipv4, .ipv6, .url, .timestamp, .date]

    private static func isIPv6(_ text: String) -> String {
      let groups = "len(regexp_extract_all(\(text), '(?i)[0-9a-f]{1,4}'))"
      let ways = ipv6Patterns.map {
        "(\(matches(text, $0.pattern)) and \(groups) <= \($0.most))"
      }
      return "(\(ways.joined(separator: " or ")))"
    }

    /// What the engine takes, which is more than JSON: a comma before an end, and NaN and
    /// infinities as numbers.
    ///
    /// Both are looked for where the texts are taken out.
    private static func isJSON(_ text: String) -> String {
      let bare = "regexp_replace(\(text), '\"(?:[^\"\\\\]|\\\\.)*\"', '0', 'g')"
      return "(json_valid(\(text)) and not regexp_matches(\(bare), '(?i)nan|inf|,\\s*[]}]'))"
    }
  }

  /// The form.
  package let form: Form

  package var words: String { form.rawValue }

  package init(_ values: ConfigurationMapping) {
    form = Form(rawValue: values.required(Self.form)) ?? .json
  }

  package var claims: [Claim] { [.text(.form(form))] }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    try data.requireHere("forms are told by the embedded engine")
    let column = try data.column(column, of: Self.card.types)
    return .rows(holds: "(\(form.condition(column.sql)))", shows: [column.name])
  }
}
