import Foundation
import Learners
import Measurements
import Statistics

func table(_ rows: Int, _ columns: Int, _ generator: inout SeededGenerator) -> RowTable {
  var made: [RowColumn] = []
  for column in 0..<columns {
    if column % 4 == 3 {
      let levels = [3, 20, 200][column / 4 % 3]
      made.append(
        RowColumn(
          name: "c\(column)",
          values: .categorical(
            codes: (0..<rows).map { _ in Int32.random(in: 0..<Int32(levels), using: &generator) },
            categories: (0..<levels).map { "v\($0)" })))
    } else {
      made.append(
        RowColumn(name: "n\(column)", values: .numeric((0..<rows).map { _ in generator.normal() })))
    }
  }
  return RowTable(columns: made)
}
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let start = ContinuousClock.now
  try body()
  let took = ContinuousClock.now - start
  return Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18
}
let library = try LightGBMLibrary(
  directories: (ProcessInfo.processInfo.environment["ASSAY_DRIVER_PATH"] ?? "").split(separator: ":").map(String.init))
var generator = SeededGenerator(seed: 99)
let arguments = CommandLine.arguments
switch arguments[1] {
case "time":
  let a = table(20_000, 20, &generator)
  let b = table(20_000, 20, &generator)
  for _ in 0..<2 {
    let took = try seconds {
      let found = try DomainClassifier().measure(
        reference: a, current: b, columns: a.columns.map(\.name), library: library)
      print(found.auc, found.interval.low, found.interval.high)
    }
    print("domain classifier 2 × 20,000 × 20: \(took) s")
  }
case "null":
  let rows = Int(arguments[2])!
  let rows2 = Int(arguments[3])!
  let runs = Int(arguments[4])!
  var inside = 0, below = 0, above = 0
  var z: [Double] = []
  let took = try seconds {
    for run in 0..<runs {
      let a = table(rows, 8, &generator)
      let b = table(rows2, 8, &generator)
      var classifier = DomainClassifier()
      classifier.seed = UInt64(run)
      let found = try classifier.measure(
        reference: a, current: b, columns: a.columns.map(\.name), library: library)
      if found.interval.low > 0.5 { above += 1 } else if found.interval.high < 0.5 { below += 1 } else { inside += 1 }
      z.append((found.auc - 0.5) / ((found.interval.high - found.interval.low) / 2 / 1.959964))
    }
  }
  let mean = z.reduce(0, +) / Double(runs)
  let sd = (z.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(runs - 1)).squareRoot()
  print("rows \(rows)/\(rows2): inside \(Double(inside) / Double(runs)) below \(below) above \(above); z mean \(mean) sd \(sd); \(took) s")
case "fit":
  let rows = 200_000
  let t = table(rows, 26, &generator)
  let y = (0..<rows).map { row -> Bool in
    guard case .numeric(let v) = t.columns[0].values else { return false }
    return v[row] + generator.normal() > 1 }
  let data = BinaryRows(table: t, isPositive: y)
  let inputs = BaselineInputs(features: t.columns.map(\.name))
  print("logistic", try seconds { _ = try LogisticRegressionBaseline.answer(train: data, test: t, inputs: inputs) })
  print("threshold", try seconds { _ = try ThresholdBaseline.answer(train: data, test: t, inputs: inputs) })
  print("leakage", try seconds { print(try ColumnPower.measure(data, features: inputs.features).prefix(2)) })
  let values = ValueRows(table: t, values: y.map { $0 ? 1 : 0 })
  print("linear", try seconds { _ = try LinearRegressionBaseline.answer(train: values, test: t, inputs: inputs) })
case "study":
  let rows = 100_000
  for primary in ["rocAUC", "accuracy", "f1", "logLoss", "averagePrecision"] {
    let t = table(rows, 26, &generator)
    guard case .numeric(let v) = t.columns[0].values else { break }
    let y = v.map { $0 + generator.normal() > 1 ? 1.0 : 0.0 }
    let p = v.map { 1 / (1 + exp(-(1.7 * ($0 - 1)))) }
    let all = RowTable(columns: t.columns + [RowColumn(name: "y", values: .numeric(y)), RowColumn(name: "p", values: .numeric(p))])
    var study = BaselineStudy(target: "y", inputs: BaselineInputs(features: t.columns.map(\.name)))
    study.score = "p"
    study.primary = primary
    print(primary, try seconds {
      let c = try study.compareClasses(train: all, test: all)
      for a in c.answers { print("  ", a.question, a.answer) }
      for b in c.baselines { print("  ", b.card.key, b.description, b.difference?.interval.method ?? b.differenceNote ?? "") }
    })
  }
default: break
}
