internal import ADBC

/// Reads the loss of every row of a batch.
///
/// A row that no loss can be had of – its label, score or prediction is missing or no number – has
/// not-a-number.
struct RowLossReader: Sendable {
  private let loss: RowLoss
  private let threshold: Double
  private var target: Int?
  private var score: Int?
  private var prediction: Int?
  private var column: Int?
  private var labels: LabelReader
  private var predicted: LabelReader
  private var labelCodes: [UInt8] = []
  private var classCodes: [UInt8] = []
  private var first: [Double] = []
  private var second: [Double] = []

  init(_ options: MetricOptions, loss: RowLoss) {
    self.loss = loss
    threshold = options.threshold
    labels = LabelReader(positive: options.positive)
    predicted = LabelReader(positive: options.positive)
  }

  /// Finds the columns.
  mutating func start(_ options: MetricOptions, _ fields: [ArrowField]) {
    func place(_ name: String?) -> Int? {
      name.flatMap { name in fields.firstIndex { $0.name == name } }
    }
    target = place(options.target)
    score = place(options.score)
    prediction = place(options.prediction)
    if case .column(let name) = loss { column = place(name) }
  }

  /// Writes the batch's losses into `losses`, which is as long as the batch at least.
  mutating func read(_ batch: ArrowBatch, into losses: inout [Double]) {
    let rows = batch.rowCount
    if first.count < rows {
      first = [Double](repeating: .nan, count: rows)
      second = first
      labelCodes = [UInt8](repeating: LabelReader.missing, count: rows)
      classCodes = labelCodes
    }
    for row in 0..<rows { losses[row] = .nan }
    switch loss {
    case .column:
      guard let column else { return }
      unsafe NumberReader.read(batch.columns[column], rows: rows, into: &losses)
    case .absoluteError, .squaredError:
      guard let target, let prediction else { return }
      unsafe NumberReader.read(batch.columns[target], rows: rows, into: &first)
      unsafe NumberReader.read(batch.columns[prediction], rows: rows, into: &second)
      let isSquared = loss == .squaredError
      for row in 0..<rows {
        let error = second[row] - first[row]
        losses[row] = isSquared ? error * error : error.magnitude
      }
    case .errorRate, .logLoss, .brier:
      guard let target else { return }
      unsafe labels.read(batch.columns[target], rows: rows, into: &labelCodes)
      if loss == .errorRate, let prediction {
        unsafe predicted.read(batch.columns[prediction], rows: rows, into: &classCodes)
        readErrors(rows, into: &losses)
      } else if let score {
        unsafe NumberReader.read(batch.columns[score], rows: rows, into: &first)
        readScores(rows, into: &losses)
      }
    }
    for row in 0..<rows where !losses[row].isFinite { losses[row] = .nan }
    withExtendedLifetime(batch) {}
  }

  private func readErrors(_ rows: Int, into losses: inout [Double]) {
    for row in 0..<rows where labelCodes[row] < 2 && classCodes[row] < 2 {
      losses[row] = labelCodes[row] == classCodes[row] ? 0 : 1
    }
  }

  private func readScores(_ rows: Int, into losses: inout [Double]) {
    for row in 0..<rows where labelCodes[row] < 2 && first[row].isFinite {
      let isPositive = labelCodes[row] == LabelReader.positive
      let score = first[row]
      switch loss {
      case .errorRate: losses[row] = (score >= threshold) == isPositive ? 0 : 1
      case .brier: losses[row] = ((isPositive ? 1 : 0) - score) * ((isPositive ? 1 : 0) - score)
      default:
        // A score outside 0…1 is no probability: it has no loss.
        if score >= 0, score <= 1 {
          losses[row] = BinaryScoreTable.logLoss(score, isPositive: isPositive)
        }
      }
    }
  }
}
