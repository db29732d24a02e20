/// A batch that holds its rows twice or more often.
enum RepeatedRows: BatchCause {
  static let card = CauseCard(
    id: "repeated-rows", title: "Rows repeated", nature: .error,
    sign: "twice, three or four times the expected rows, and no column's distribution changed",
    remedy: "look for a join that multiplies rows or a file loaded twice")

  static func evidence(_ volume: VolumeChange) -> String? {
    guard volume.expected > 0, !volume.isShifted else { return nil }
    let ratio = volume.rows / volume.expected
    let whole = ratio.rounded()
    guard (2...4).contains(whole), (ratio / whole - 1).magnitude < 0.08 else { return nil }
    return "\(Int(whole)) times the expected rows, and no column's distribution changed"
  }
}
