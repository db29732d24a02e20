internal import Checklist
internal import Measurements

/// What fetches a report of metrics, or why the options cannot be measured.
typealias MetricsTicket = Result<
  ScanTicket<Result<MetricsReport, MetricRefusal>>, MetricRefusal
>

/// What one set's scan measures, and the tickets that fetch it.
struct SetTickets {
  var plan = ScanPlan()
  let profile: ScanTicket<DatasetProfile>
  var metrics: MetricsTicket?
  var windows: MetricsTicket?
  var segments: [(column: String, ticket: MetricsTicket)] = []
  var entities: Result<ScanTicket<Result<EntityReport, MetricRefusal>>, MetricRefusal>?
  var rows: ScanTicket<Result<RowTable, RowsError>>?
  var rowPrints: ScanTicket<RowFingerprints>?
  var entityPrints: ScanTicket<RowFingerprints>?
  var sketches: ScanTicket<RowSketches>?
  var fairness: FairnessTickets?
  var classes: ScanTicket<ClassSizes>?
  var candidates: [MetricsTicket] = []
  var series: ScanTicket<WindowedProfile>?

  init(
    _ project: Project, _ needs: Needs, role: Project.DataRole, names: Set<String>,
    _ shared: ProjectScan.Shared
  ) {
    // Always profiled: how many rows there are, and which columns, is part of every report.
    profile = plan.add(
      ProfileFold(shared.reference.map { ProfileOptions(comparableTo: $0) } ?? ProfileOptions()))
    let columns = project.columns
    let hasAnswers = project.hasAnswers(names)
    if needs.metrics.contains(role), hasAnswers {
      metrics = Self.fold(project.metricOptions(names, scales: shared.scales)).map { plan.add($0) }
    }
    // Windows have a count of their own: what refuses them leaves the metrics of all rows alone.
    if needs.windows.contains(role), hasAnswers, let window = project.windowLength,
      !window.isCalendar || columns.timestamp != nil
    {
      windows = Self.fold(
        project.metricOptions(names, window: window, scales: shared.scales)
      ).map { plan.add($0) }
    }
    if needs.segments.contains(role), hasAnswers {
      for column in project.judgedColumns where names.contains(column) {
        var options = project.metricOptions(names, by: [column], scales: shared.scales)
        options.metricOfRest = GroupMetric.key(project, shared.scales)
        // Counts of each group are what production's mix of them is computed from.
        options.keepsMeasurements = true
        let ticket = Self.fold(options).map { plan.add($0) }
        segments.append((column, ticket))
      }
    }
    if needs.entities.contains(role), hasAnswers, let entity = columns.entity,
      names.contains(entity)
    {
      entities = Self.entities(
        project.metricOptions(names),
        EntityOptions(column: entity, aggregate: project.model.task == .binary ? .any : .mean)
      ).map { plan.add($0) }
    }
    if needs.fairness.contains(role), hasAnswers {
      fairness = FairnessTickets(project, names, &plan)
    }
    if needs.classes.contains(role) {
      classes = plan.add(
        ClassSizesFold(
          columns: columns.quasiIdentifiers.filter(names.contains),
          sensitive: columns.sensitive.filter(names.contains), most: project.privacy.diversity))
    }
    if needs.series.contains(role), let length = project.drift.window.length,
      !length.isCalendar || columns.timestamp.map(names.contains) == true
    {
      var options =
        shared.reference.map { ProfileOptions(comparableTo: $0) } ?? ProfileOptions()
      options.columns = names.subtracting(columns.ignore).subtracting(columns.identifier)
      series = plan.add(
        WindowedProfileFold(options, length: length, timestamp: columns.timestamp))
    }
    if needs.comparesCandidates, role == .test {
      for candidate in project.limits.candidates {
        var options = project.metricOptions(names, scales: shared.scales)
        options.score = columns.score == nil ? nil : candidate.column
        options.prediction = columns.score == nil ? candidate.column : nil
        options.multiclass.probabilities = []
        candidates.append(Self.fold(options).map { plan.add($0) })
      }
    }
    if needs.rows.contains(role) {
      rows = plan.add(
        RowFold(
          columns: names.subtracting(columns.ignore).sorted(), limit: project.baseline.sample,
          seed: 1))
    }
    let read = project.tellingRowsApart(shared.columns).sorted()
    if needs.sketches.contains(role) {
      sketches = plan.add(RowSketchesFold(columns: read))
    }
    if needs.fingerprints.contains(role) {
      rowPrints = plan.add(RowFingerprintsFold(columns: read))
      if let entity = columns.entity, shared.columns.contains(entity) {
        entityPrints = plan.add(RowFingerprintsFold(columns: [entity], skipsMissing: true))
      }
    }
  }

  private static func entities(
    _ metrics: MetricOptions, _ options: EntityOptions
  ) -> Result<EntityFold, MetricRefusal> {
    do throws(MetricRefusal) {
      return .success(try EntityFold(metrics, options))
    } catch {
      return .failure(error)
    }
  }

  private static func fold(_ options: MetricOptions) -> Result<MetricsFold, MetricRefusal> {
    do throws(MetricRefusal) {
      return .success(try MetricsFold(options))
    } catch {
      return .failure(error)
    }
  }
}
