/// The metrics of each attribute's groups, as parts of one scan.
package struct GroupMetricsPlan: Sendable {
  fileprivate let parts: [(columns: [String], ticket: ScanTicket<MetricsFold.Result>)]

  /// What was odd about the rows of a scan; nothing of one that is refused.
  package func warnings(_ results: ScanResults) -> [MetricsReport.Warning] {
    guard let part = parts.first, case .success(let report) = results[part.ticket] else {
      return []
    }
    return report.warnings
  }

  /// The report of a scan.
  ///
  /// - Parameter fairness: the rates of the same groups, where they were measured.
  /// - Throws: ``FairnessRefusal``.
  package func report(
    _ results: ScanResults, _ options: FairnessOptions, fairness: FairnessReport?
  ) throws(FairnessRefusal) -> GroupMetricsReport {
    GroupMetricsReport(
      try reports(results), smallestGroup: options.smallestGroup,
      suppressBelow: options.suppressBelow, level: options.level, fairness: fairness)
  }

  /// The rates of each of several classes against the rest, of a scan of that task.
  ///
  /// - Throws: ``FairnessRefusal``.
  package func classReport(
    _ results: ScanResults, _ options: FairnessOptions
  ) throws(FairnessRefusal) -> ClassFairnessReport {
    try ClassFairnessReport(try reports(results), options)
  }

  private func reports(
    _ results: ScanResults
  ) throws(FairnessRefusal) -> [(columns: [String], report: MetricsReport)] {
    var reports: [(columns: [String], report: MetricsReport)] = []
    for (columns, ticket) in parts {
      do throws(MetricRefusal) {
        reports.append((columns, try results[ticket].get()))
      } catch {
        throw .metrics(error)
      }
    }
    return reports
  }
}

extension ScanPlan {
  /// Adds the metrics of each column's groups, and of each combination's where they are asked for.
  ///
  /// - Throws: ``FairnessRefusal`` when the options contradict each other.
  package mutating func addGroupMetrics(
    _ options: FairnessOptions, task: MetricOptions.Task
  ) throws(FairnessRefusal) -> GroupMetricsPlan {
    var sets = options.by.map { [$0] }
    if options.intersections {
      sets += FairnessReportBuilder.subsets(options.by.count).map { places in
        places.map { options.by[$0] }
      }
    }
    var parts: [(columns: [String], ticket: ScanTicket<MetricsFold.Result>)] = []
    for columns in sets {
      var metrics = MetricOptions(
        task: task, target: options.target, positive: options.positive, score: options.score,
        prediction: options.prediction, threshold: options.threshold,
        multiclass: .init(probabilities: options.probabilities, classes: options.classes),
        by: columns, level: options.level,
        groupLimit: columns.count == 1
          ? FairnessOptions.valueLimit : FairnessOptions.combinationLimit)
      // Rates of each class are told from the groups' counts.
      metrics.keepsMeasurements = task == .multiclass
      do throws(MetricRefusal) {
        parts.append((columns, add(try MetricsFold(metrics))))
      } catch {
        throw .metrics(error)
      }
    }
    return GroupMetricsPlan(parts: parts)
  }
}
