internal import Checklist
package import Measurements

/// How a model treats the groups of the protected columns in one set.
///
/// Each column is counted by itself, so that one that cannot be grouped hides no other.
package struct FairnessFacts: Sendable {
  /// Rates of a classifier by group, of several classes each against the rest; empty for other
  /// tasks.
  package let rates:
    [(columns: String, outcome: Result<[FairnessReport.Attribute], FairnessRefusal>)]
  /// Metrics of a regression by group; empty for other tasks.
  package let values:
    [(columns: String, outcome: Result<[GroupMetricsReport.Attribute], FairnessRefusal>)]
  /// Whether combinations of the columns were counted too.
  package let isCombined: Bool
}

/// What counts groups of people in the scan of one set.
struct FairnessTickets {
  private typealias Rates = ScanTicket<Result<FairnessReport, FairnessRefusal>>

  private let options: FairnessOptions
  private var rates: [(by: [String], ticket: Result<Rates, FairnessRefusal>)] = []
  private typealias Plans = [(by: [String], plan: Result<GroupMetricsPlan, FairnessRefusal>)]
  private var classes: Plans = []
  private var values: Plans = []

  /// Adds what is to be counted to a scan.
  ///
  /// - Parameter names: the columns that the set has.
  init(_ project: Project, _ names: Set<String>, _ plan: inout ScanPlan) {
    let columns = project.columns.protected.filter(names.contains)
    options = project.fairnessOptions(names)
    let combined = project.combinesGroups && columns.count > 1 ? [columns] : []
    for by in columns.map({ [$0] }) + combined {
      var options = options
      options.by = by
      options.intersections = by.count > 1
      switch project.model.task {
      case .binary: rates.append((by, Self.fold(options).map { plan.add($0) }))
      case .multiclass: classes.append((by, Self.metrics(options, .multiclass, &plan)))
      case .regression: values.append((by, Self.metrics(options, .regression, &plan)))
      case .forecast, .ranking: break
      }
    }
  }

  private static func fold(_ options: FairnessOptions) -> Result<FairnessFold, FairnessRefusal> {
    do throws(FairnessRefusal) {
      return .success(try FairnessFold(options))
    } catch {
      return .failure(error)
    }
  }

  private static func metrics(
    _ options: FairnessOptions, _ task: MetricOptions.Task, _ plan: inout ScanPlan
  ) -> Result<GroupMetricsPlan, FairnessRefusal> {
    do throws(FairnessRefusal) {
      return .success(try plan.addGroupMetrics(options, task: task))
    } catch {
      return .failure(error)
    }
  }

  /// What was counted.
  func facts(_ results: ScanResults) -> FairnessFacts {
    let rates = rates.map { by, ticket in
      (
        columns: by.joined(separator: " × "),
        outcome: ticket.flatMap { results[$0] }.map {
          Array($0.attributes.dropFirst(Self.singles(by)))
        }
      )
    }
    return FairnessFacts(
      rates: rates
        + Self.measured(classes) { (plan) throws(FairnessRefusal) in
          try plan.classReport(results, options).attributes
        }.map { columns, outcome in (columns, outcome.map { $0.flatMap(\.classes) }) },
      values: Self.measured(values) { (plan) throws(FairnessRefusal) in
        try plan.report(results, options, fairness: nil).attributes
      }, isCombined: combines)
  }

  /// Whether combinations of columns were counted too.
  private var combines: Bool {
    (rates.map(\.by) + classes.map(\.by) + values.map(\.by)).contains { $0.count > 1 }
  }

  /// What each plan measured, without the attributes that were counted by themselves.
  private static func measured<Attribute>(
    _ plans: Plans, _ measure: (GroupMetricsPlan) throws(FairnessRefusal) -> [Attribute]
  ) -> [(columns: String, outcome: Result<[Attribute], FairnessRefusal>)] {
    plans.map { by, plan in
      (
        by.joined(separator: " × "),
        plan.flatMap { plan in
          do throws(FairnessRefusal) {
            return .success(Array(try measure(plan).dropFirst(singles(by))))
          } catch {
            return .failure(error)
          }
        }
      )
    }
  }

  /// Attributes of single columns that stand before their combinations, and were counted by
  /// themselves.
  private static func singles(_ by: [String]) -> Int { by.count > 1 ? by.count : 0 }
}

extension Project {
  /// Whether every combination of the protected columns is a group too.
  var combinesGroups: Bool {
    (2...FairnessOptions.combinedColumns).contains(columns.protected.count)
  }

  /// How groups of people are compared; the level allows for every attribute and measure, and the
  /// measurement of several classes for each of these.
  func fairnessOptions(_ names: Set<String>) -> FairnessOptions {
    let metrics = metricOptions(names)
    let count = columns.protected.count
    let attributes = combinesGroups ? (1 << count) - 1 : max(count, 1)
    let family = Double(max(1, attributes * FairnessMeasure.judged(self).count))
    var options = FairnessOptions(
      target: metrics.target, prediction: metrics.prediction, score: metrics.score,
      threshold: metrics.threshold, positive: metrics.positive, by: columns.protected,
      smallestGroup: fairness.smallestGroup, limit: fairness.selectionRatio,
      level: 1 - (1 - metrics.level) / family)
    options.probabilities = metrics.multiclass.probabilities
    options.classes = metrics.multiclass.classes
    return options
  }
}
