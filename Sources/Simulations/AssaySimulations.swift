import Statistics

/// `assay-simulations [trials] [seed] [part]`: prints the promises of the statistics, measured, as
/// Markdown.
@main struct AssaySimulations {
  static func main() async {
    let arguments = CommandLine.arguments.dropFirst()
    let trials = arguments.first.flatMap { Int($0) } ?? 10_000
    let seed = arguments.dropFirst().first.flatMap { UInt64($0) } ?? 20_260_101
    guard trials >= 100 else {
      print(
        "usage: assay-simulations [trials, 100 or more; 10000] [seed] [changes | categories | intervals | observing | alarms | usual]"
      )
      return
    }
    switch arguments.dropFirst(2).first {
    case "changes":
      await changes(trials, seed)
      return
    case "categories":
      await categories(trials, seed)
      return
    case "observing":
      await observing(trials, seed)
      return
    case "usual":
      // Not part of the whole: docs/statistics/change-typing.md has its tables.
      let usual = UsualTables(trials: trials, seed: seed)
      print("### Columns said to have changed where none has\n")
      print(await usual.falseAlarms())
      print("### A change among days that differ by themselves\n")
      print(await usual.power())
      return
    case "alarms":
      // Not part of the whole: docs/statistics/alarm-budget.md has its table.
      print(AlarmTables(sets: max(2, trials / 100), windows: 2_000, seed: seed).table())
      return
    case "intervals":
      await intervals(trials, seed)
      return
    default: break
    }
    let drift = DriftTables(trials: trials, seed: seed)
    print(
      """
      # What the statistics promise, measured

      `assay-simulations \(trials) \(seed)`: \(trials) trials a line unless the case is costly, all
      intervals at level 0.95, the drift threshold 0.1. NannyML's rule is given a reference of ten
      windows of the size in the first column, the other two one.

      ## The drift decision when nothing changed

      """)
    print(await drift.falseAlarms())
    print("## The drift decision after a known shift\n")
    print(await drift.power())
    await categories(trials, seed)
    await intervals(trials, seed)
    await changes(trials, seed)
  }

  /// Alarms of recorded runs; not part of the whole, whose page it is not on.
  private static func observing(_ trials: Int, _ seed: UInt64) async {
    let tables = ObservationTables(trials: trials, seed: seed)
    for figures in [1, 10, 100] { print(await tables.falseAlarms(figures: figures)) }
    print(await tables.power())
    let watched = ObservationTables(trials: max(1, trials / 10), seed: seed)
    for figures in [1, 10] { print(await watched.watched(figures: figures)) }
  }

  /// Significance levels of tests, and how often intervals hold the truth.
  private static func intervals(_ trials: Int, _ seed: UInt64) async {
    let tables = IntervalTables(trials: trials, seed: seed)
    print("## Tests when nothing changed\n")
    print(await tables.levels())
    print("## Coverage of intervals\n")
    print(await tables.coverage())
  }

  /// Columns most of whose categories have few rows.
  private static func categories(_ trials: Int, _ seed: UInt64) async {
    print("## Columns with very many categories\n")
    let many = ManyCategories(trials: trials, seed: seed)
    for (n, m) in ManyCategories.windows { print(await many.table(n, m)) }
  }

  /// Changes over time and tests that are looked at again and again.
  private static func changes(_ trials: Int, _ seed: UInt64) async {
    let changes = ChangeTables(trials: trials, seed: seed)
    print("## Types of change, 60 windows, a change of 6 standard errors of a window\n")
    print(await changes.confusion(windows: 60, size: 6))
    print("## Types of change, 30 windows, a change of 6 standard errors of a window\n")
    print(await changes.confusion(windows: 30, size: 6))
    print("## Changes found where there is none\n")
    print(await changes.falseAlarms())
    print("## Tests that are looked at again and again\n")
    print(await LookTables(trials: trials, seed: seed).table())
  }
}
