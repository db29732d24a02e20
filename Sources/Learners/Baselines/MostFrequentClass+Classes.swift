package import Measurements
internal import Statistics

extension MostFrequentClass: ClassBaseline {
  /// Of equally frequent classes the first by name.
  package static func answer(
    train: ClassRows, test: RowTable, inputs: BaselineInputs
  ) throws -> ClassAnswer {
    guard train.table.rowCount > 0 else { throw Undefined("there is no training row") }
    let shares = train.shares
    let most = ClassAnswer.likeliest(shares)
    return ClassAnswer(
      probabilities: Array(repeating: shares, count: test.rowCount),
      calls: .certain(Array(repeating: most, count: test.rowCount)),
      description: "always says \(train.names[most]), as \(Wording.percent(shares[most])) of the "
        + "training rows are")
  }
}
