package import ADBC
package import Statistics

/// The first pass of a queue: the sizes of all rows, and the rows of each stratum.
package struct QueueSizesFold: Fold {
  /// What the rows are like.
  package struct Finding: Sendable {
    /// Rows read.
    package var rows = 0
    /// Rows without a size.
    package var unscored = 0
    /// Their sizes.
    package var sizes: ProportionalInclusion.Sizes
    /// Rows of each stratum.
    package var strata: [Int] = []
    /// The strata's names.
    package var names: [String] = []
    /// Stands for every row's number, size and stratum: equal when the same rows come again.
    package var digest: UInt64 = 0
  }

  package typealias Result = Swift.Result<Finding, QueueRefusal>

  private var reader: QueueReader
  private var finding: Finding

  /// Prepares for a sample of so many rows.
  package init(_ scorer: any QueueScorer, sample: Int) {
    reader = QueueReader(scorer)
    finding = Finding(sizes: ProportionalInclusion.Sizes(sample: sample))
  }

  package var columns: Set<String>? { reader.columns }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    reader.start(fields)
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    guard reader.read(batch, firstRow: firstRow) else { return }
    finding.rows += batch.rowCount
    finding.digest &+= reader.digest
    for row in 0..<batch.rowCount {
      let size = reader.sizes[row]
      if size.isNaN { finding.unscored += 1 }
      finding.sizes.add(size)
      let stratum = Int(reader.strata[row])
      while finding.strata.count <= stratum { finding.strata.append(0) }
      finding.strata[stratum] += 1
    }
  }

  package mutating func merge(_ other: QueueSizesFold) {
    preconditionFailure("a queue reads the rows in their order, in one part")
  }

  package mutating func finish() -> Result {
    if let refusal = reader.refusal { return .failure(refusal) }
    finding.names = reader.strataNames
    return .success(finding)
  }
}

/// The second pass of a queue: the draw.
package struct QueueDrawFold: Fold {
  /// The rows chosen.
  package struct Draw: Sendable {
    /// Rows chosen with their probabilities, ascending.
    package var chosen: [PivotalSample.Chosen]
    /// As ``QueueSizesFold/Finding/digest``.
    package var digest: UInt64
  }

  package typealias Result = Swift.Result<Draw, QueueRefusal>

  private var reader: QueueReader
  private let design: QueueDesign
  private var sample: PivotalSample
  private var digest: UInt64 = 0

  /// Prepares to draw.
  package init(_ scorer: any QueueScorer, design: QueueDesign, seed: UInt64) {
    reader = QueueReader(scorer)
    self.design = design
    sample = PivotalSample(seed: seed)
  }

  package var columns: Set<String>? { reader.columns }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    reader.start(fields)
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    guard reader.read(batch, firstRow: firstRow) else { return }
    digest &+= reader.digest
    for row in 0..<batch.rowCount {
      let stratum = Int(reader.strata[row])
      sample.add(
        firstRow + row,
        probability: design.probability(size: reader.sizes[row], stratum: stratum),
        stratum: stratum)
    }
  }

  package mutating func merge(_ other: QueueDrawFold) {
    preconditionFailure("a queue is drawn from the rows in their order, in one part")
  }

  package mutating func finish() -> Result {
    if let refusal = reader.refusal { return .failure(refusal) }
    return .success(Draw(chosen: sample.finish(), digest: digest))
  }
}

/// How likely each row is to be chosen.
package enum QueueDesign: Sendable, Hashable {
  /// By its stratum.
  case strata([Double])
  /// By its size.
  case sizes(ProportionalInclusion)
  /// By the rows of its stratum: the fewer, the likelier.
  case rarity(ProportionalInclusion, rows: [Int])

  func probability(size: Double, stratum: Int) -> Double {
    switch self {
    case .strata(let probabilities):
      stratum < probabilities.count ? probabilities[stratum] : 0
    case .sizes(let rule): rule.probability(size.isNaN ? 0 : size)
    case .rarity(let rule, let rows):
      stratum < rows.count && rows[stratum] > 0 ? rule.probability(1 / Double(rows[stratum])) : 0
    }
  }

  /// The probability that every row has at least.
  package var floor: Double {
    switch self {
    case .strata(let probabilities): probabilities.filter { $0 > 0 }.min() ?? 0
    case .sizes(let rule), .rarity(let rule, _): rule.floor
    }
  }
}

/// Reads batches through a scorer, and remembers why it cannot.
private struct QueueReader: Sendable {
  private var scorer: any QueueScorer
  private(set) var sizes: [Double] = []
  private(set) var strata: [UInt32] = []
  private(set) var refusal: QueueRefusal?
  /// Of the batch read last.
  private(set) var digest: UInt64 = 0

  init(_ scorer: any QueueScorer) { self.scorer = scorer }

  var columns: Set<String> { scorer.columns }
  var strataNames: [String] { scorer.strataNames }

  mutating func start(_ fields: [ArrowField]) {
    do throws(QueueRefusal) { try scorer.start(fields) } catch { refusal = error }
  }

  mutating func read(_ batch: ArrowBatch, firstRow: Int) -> Bool {
    guard refusal == nil else { return false }
    if sizes.count < batch.rowCount {
      sizes = [Double](repeating: 0, count: batch.rowCount)
      strata = [UInt32](repeating: 0, count: batch.rowCount)
    }
    do throws(QueueRefusal) {
      try scorer.read(batch, firstRow: firstRow, sizes: &sizes, strata: &strata)
    } catch {
      refusal = error
      return false
    }
    digest = 0
    for row in 0..<batch.rowCount {
      let content = RowHash.mix(sizes[row].bitPattern ^ UInt64(strata[row]) &* 0x9E37_79B9)
      digest &+= RowHash.mix(content ^ UInt64(truncatingIfNeeded: firstRow &+ row))
    }
    return true
  }
}
