/// Which class each row's probabilities call for.
enum LikeliestClass {
  /// A probability of the row is missing.
  static let missing = -1
  /// A probability of the row is not a number.
  static let broken = -2

  /// Writes the place of each row's largest probability, the first of equal ones; ``missing`` or
  /// ``broken`` where there is none.
  ///
  /// - Parameters:
  ///   - columns: each class' probabilities of a batch.
  ///   - best: at least as long as the batch.
  static func find(_ columns: [[Double]], rows: Int, into best: inout [Int]) {
    for row in 0..<rows {
      var place = 0
      var highest = -Double.infinity
      for (column, numbers) in columns.enumerated() {
        let number = numbers[row]
        if !number.isFinite {
          place = NumberReader.isMissing(number) && place != broken ? missing : broken
        } else if place >= 0, number > highest {
          highest = number
          place = column
        }
      }
      best[row] = place
    }
  }
}
