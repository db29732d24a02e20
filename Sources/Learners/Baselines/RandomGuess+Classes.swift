package import Measurements
internal import Statistics

extension RandomGuess: ClassBaseline {
  package static func answer(
    train: ClassRows, test: RowTable, inputs: BaselineInputs
  ) throws -> ClassAnswer {
    guard train.table.rowCount > 0 else { throw Undefined("there is no training row") }
    let shares = train.shares
    return ClassAnswer(
      probabilities: Array(repeating: shares, count: test.rowCount), calls: .drawn(shares),
      description: "guesses each of \(train.occurring) classes as often as training has it")
  }
}
