internal import Checklist

/// A shift that grew over several runs.
enum GradualShift: Cause {
  static let card = CauseCard(
    id: "gradual-shift", title: "A gradual change", nature: .change,
    sign: "the shift grew over at least four runs, and no single step made up half of it",
    remedy: "adapt: tell the owner of the model, and judge whether to retrain")

  static func evidence(_ change: ColumnChange, _ context: CauseContext) -> String? {
    guard let shift = change.shift else { return nil }
    let steps = ((context.pastShifts[change.name] ?? []).suffix(6) + [shift])
    guard steps.count >= 5, let first = steps.first else { return nil }
    let rises = zip(steps.dropFirst(), steps).map { $0 - $1 }
    let total = shift - first
    // One step back in six is noise.
    guard total > context.smallestShift / 2, rises.count(where: { $0 < 0 }) <= 1,
      rises.allSatisfy({ $0 <= total / 2 })
    else { return nil }
    return
      "the shift grew from \(NumberText.percent(first)) to \(NumberText.percent(shift)) over \(steps.count) runs"
  }
}
