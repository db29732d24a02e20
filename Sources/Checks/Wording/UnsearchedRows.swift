internal import Checklist
internal import Foundation
internal import Measurements

/// Rows of a set of which a random part was looked at, and what the others may hold all the same.
struct UnsearchedRows {
  private let looked: Int
  private let all: Int
  private let role: Project.DataRole

  /// Nil when every row was looked at.
  init?(_ table: RowTable, _ role: Project.DataRole) {
    guard table.isSample, table.rowCount > 0 else { return nil }
    looked = table.rowCount
    all = table.sourceRows
    self.role = role
  }

  /// `200,000 of 1,000,000 train rows`.
  var words: String { "\(NumberText.count(looked)) of \(all.of("\(role.rawValue) row"))" }

  /// One row of so many has at most what none of those looked at has.
  ///
  /// Of n rows drawn at random none has it with a probability of `(1 − share)ⁿ`, which falls to 1 −
  /// level at a share of `1 − (1 − level)^(1/n)`.
  func oneOf(level: Double) -> Int {
    let share = 1 - pow(1 - level, 1 / Double(looked))
    return share > 0 ? Int(min(1 / share, Double(all))) : all
  }

  /// `with 95 % in fewer than one of 66,000`.
  func bound(level: Double) -> String {
    "with \(NumberText.percent(level)) in fewer than one of \(NumberText.count(oneOf(level: level)))"
  }
}
