/// Who gave which item which label, one label an item and annotator, and each item's adjudicated
/// label.
struct Judgements: Sendable {
  /// An adjudicated label, or that there were two.
  enum Truth: Sendable, Hashable {
    case label(UInt32)
    case contested
  }

  private(set) var items = NameCodes()
  private(set) var annotators = NameCodes()
  private(set) var labels = NameCodes()
  /// By item in the high half and annotator in the low half of the key.
  private(set) var given: [UInt64: UInt32] = [:]
  private(set) var truths: [UInt32: Truth] = [:]
  /// Rows read.
  var rows = 0
  /// Rows without an item or annotator.
  var unnamed = 0
  /// Rows without a label.
  var unlabelled = 0
  /// Rows of an annotator who had labelled the item before.
  private(set) var repeated = 0
  /// Those of them with another label than before.
  private(set) var revised = 0

  mutating func judge(item: String, annotator: String, label: String) {
    put(items.code(item), annotators.code(annotator), labels.code(label))
  }

  private mutating func put(_ item: UInt32, _ annotator: UInt32, _ label: UInt32) {
    let key = UInt64(item) << 32 | UInt64(annotator)
    if let before = given.updateValue(label, forKey: key) {
      repeated += 1
      if before != label { revised += 1 }
    }
  }

  mutating func adjudicate(item: String, label: String) {
    settle(items.code(item), .label(labels.code(label)))
  }

  private mutating func settle(_ item: UInt32, _ truth: Truth) {
    if let before = truths[item], before != truth {
      truths[item] = .contested
    } else {
      truths[item] = truth
    }
  }

  /// Adds judgements that come after these.
  mutating func merge(_ later: Judgements) {
    let item = later.items.names.map { items.code($0) }
    let annotator = later.annotators.names.map { annotators.code($0) }
    let label = later.labels.names.map { labels.code($0) }
    rows += later.rows
    unnamed += later.unnamed
    unlabelled += later.unlabelled
    repeated += later.repeated
    revised += later.revised
    for (key, code) in later.given {
      put(item[Int(key >> 32)], annotator[Int(key & 0xFFFF_FFFF)], label[Int(code)])
    }
    for (code, truth) in later.truths {
      switch truth {
      case .label(let place): settle(item[Int(code)], .label(label[Int(place)]))
      case .contested: truths[item[Int(code)]] = .contested
      }
    }
  }
}
