import Statistics

/// `assay-simulations [trials] [seed]`: prints the promises of the statistics, measured, as Markdown.
@main struct AssaySimulations {
  static func main() async {
    let arguments = CommandLine.arguments.dropFirst()
    let trials = arguments.first.flatMap { Int($0) } ?? 10_000
    let seed = arguments.dropFirst().first.flatMap { UInt64($0) } ?? 20_260_101
    guard trials >= 100 else {
      print("usage: assay-simulations [trials, 100 or more; 10000] [seed]")
      return
    }
    let drift = DriftTables(trials: trials, seed: seed)
    let intervals = IntervalTables(trials: trials, seed: seed)
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
    print("## Tests when nothing changed\n")
    print(await intervals.levels())
    print("## Coverage of intervals\n")
    print(await intervals.coverage())
  }
}
