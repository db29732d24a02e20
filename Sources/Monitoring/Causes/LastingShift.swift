/// A shift that stays.
enum LastingShift: Cause {
  /// Runs in a row before this one that make it last.
  private static let runs = 2

  static let card = CauseCard(
    id: "lasting-shift", title: "A change that lasts", nature: .change,
    sign: "the two runs before showed it too, and no known kind of error fits",
    remedy: "adapt: tell the owner of the model, and judge whether to retrain")

  static func evidence(_ change: ColumnChange, _ context: CauseContext) -> String? {
    let before = context.streaks[change.name] ?? 0
    guard before >= runs else { return nil }
    return "the \(before) runs before showed it too, and no known kind of error fits"
  }
}
