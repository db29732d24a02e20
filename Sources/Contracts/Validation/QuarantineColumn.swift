/// The columns that a quarantined row has besides its own.
package enum QuarantineColumn: String, Sendable, CaseIterable {
  /// Ids of the rules that it broke, as a JSON list.
  case rules = "assay_rules"
  /// The values of those rules' columns, as a JSON object.
  case values = "assay_values"
  /// The values of the columns that name it, as a JSON object; empty where the contract calls none
  /// unique.
  case key = "assay_key"
  /// The file that it came from; missing for a query.
  case file = "assay_file"
  /// Its number in that file, from 1.
  case row = "assay_row"
  /// The run that held it.
  case run = "assay_run"
  /// When, in UTC.
  case time = "assay_time"
}
