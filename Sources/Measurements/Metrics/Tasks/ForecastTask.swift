internal import ADBC
internal import Statistics

/// Forecasts: values of series at times, with prediction intervals, quantiles and scaled errors.
struct ForecastTask: MetricTask {
  /// Series followed at most.
  private static let seriesLimit = 1_000_000

  /// A prediction interval: its ends, and the share that it should hold where that is known.
  private struct Band: Sendable {
    let lower: String
    let upper: String
    let level: Double?
  }

  private let options: MetricOptions
  private let bands: [Band]
  private let empty: ForecastSums
  private var clock = StepReader(nil)
  private var seriesIndex: GroupIndex
  private var scales: [SeasonalScales.Scale?] = []
  private var groups: [ForecastTable] = []
  private var rest: ForecastTable
  private var allErrors = CountedValues(capacity: RegressionTable.capacityOverall)
  private var undated = 0
  private var crossing = 0
  private var target = 0
  private var prediction: Int?
  private var series: [Int] = []
  /// Where the columns of quantiles and band ends are, by name, and their numbers in a batch.
  private var places: [String: Int] = [:]
  private var extras: [String: [Double]] = [:]
  /// Room for one batch, kept between batches.
  private var targets: [Double] = []
  private var predictions: [Double] = []
  private var times: [Int64] = []
  private var seriesCodes: [UInt32] = []

  static func check(_ options: MetricOptions) throws(MetricRefusal) {
    let quantiles = options.forecast.quantiles
    guard options.prediction != nil || options.lower != nil || !quantiles.isEmpty else {
      throw .missingOption("--prediction", "metrics of a forecast need the predicted value")
    }
    for quantile in quantiles where !(quantile.share > 0 && quantile.share < 1) {
      throw .badOption(
        "--quantiles", "\(quantile.column)=\(quantile.share)", "shares above 0 and below 1")
    }
    guard Set(quantiles.map(\.column)).count == quantiles.count,
      Set(quantiles.map(\.share)).count == quantiles.count
    else {
      throw .badOption("--quantiles", "with a column or share twice", "every one once")
    }
    guard (1...1_000_000).contains(options.forecast.season) else {
      throw .badOption("--season", "\(options.forecast.season)", "1 to 1000000 rows of a series")
    }
    guard options.forecast.series.isEmpty || options.timestamp != nil else {
      throw .missingOption(
        "--timestamp",
        "the order of the rows does not say which rows of several series are of one time")
    }
  }

  static func columns(_ options: MetricOptions) -> [String] {
    [options.prediction, options.lower, options.upper, options.timestamp].compactMap(\.self)
      + options.forecast.series + options.forecast.quantiles.map(\.column)
  }

  init(_ options: MetricOptions) {
    self.options = options
    bands = Self.bands(options)
    empty = ForecastSums(intervals: bands.count, quantiles: options.forecast.quantiles.count)
    rest = ForecastTable(
      empty: empty,
      capacity: options.isGrouped
        ? RegressionTable.capacityPerGroup : RegressionTable.capacityOverall)
    seriesIndex = GroupIndex(
      window: nil, columnCount: options.forecast.series.count, limit: Self.seriesLimit)
  }

  /// The declared interval first, then the central ones that two quantiles enclose, the widest
  /// first.
  private static func bands(_ options: MetricOptions) -> [Band] {
    var bands: [Band] = []
    if let lower = options.lower, let upper = options.upper {
      bands.append(Band(lower: lower, upper: upper, level: nil))
    }
    let quantiles = options.forecast.quantiles.sorted { $0.share < $1.share }
    for low in quantiles where low.share < 0.5 {
      // 0.1 and 0.9 are a pair although 1 − 0.9 is not 0.1 in binary.
      if let high = quantiles.first(where: { ($0.share + low.share - 1).magnitude < 1e-9 }) {
        bands.append(
          Band(lower: low.column, upper: high.column, level: high.share - low.share))
      }
    }
    return bands
  }

  /// The columns of the prediction intervals' ends, in the order of the intervals.
  static func ends(_ options: MetricOptions) -> [(lower: String, upper: String)] {
    bands(options).map { ($0.lower, $0.upper) }
  }

  mutating func start(_ columns: ColumnFinder) throws(MetricRefusal) {
    target = try columns.place(options.target, "target", .numbers)
    prediction = try columns.place(options.prediction, "prediction", .numbers)
    clock = StepReader(try columns.place(options.timestamp, "timestamp", .times))
    for name in options.forecast.series {
      series.append(try columns.place(name, "series", .values))
    }
    for band in bands {
      places[band.lower] = try columns.place(band.lower, "lower end", .numbers) as Int
      places[band.upper] = try columns.place(band.upper, "upper end", .numbers) as Int
    }
    for quantile in options.forecast.quantiles {
      places[quantile.column] = try columns.place(quantile.column, "quantile", .numbers) as Int
    }
  }

  mutating func add(
    _ batch: ArrowBatch, firstRow: Int, codes: [UInt32], groups groupCount: Int
  ) throws(MetricRefusal) {
    let rows = batch.rowCount
    if targets.count < rows {
      targets = [Double](repeating: 0, count: rows)
      predictions = targets
      for name in places.keys { extras[name] = targets }
      times = [Int64](repeating: 0, count: rows)
      seriesCodes = [UInt32](repeating: 0, count: rows)
    }
    unsafe NumberReader.read(batch.columns[target], rows: rows, into: &targets)
    if let prediction {
      unsafe NumberReader.read(batch.columns[prediction], rows: rows, into: &predictions)
    }
    for (name, place) in places {
      unsafe NumberReader.read(
        batch.columns[place], rows: rows, into: &extras[name, default: []])
    }
    clock.read(batch, firstRow: firstRow, into: &times)
    try findSeries(batch, firstRow: firstRow)
    while groups.count < groupCount {
      groups.append(ForecastTable(empty: empty, capacity: RegressionTable.capacityPerGroup))
    }
    let ends = bands.map { (extras[$0.lower] ?? [], extras[$0.upper] ?? []) }
    let quantiles = options.forecast.quantiles.map { ($0.share, extras[$0.column] ?? []) }
    let order = quantiles.indices.sorted { quantiles[$0].0 < quantiles[$1].0 }
    for row in 0..<rows {
      if times[row] == StepReader.missing { undated += 1 }
      let entry = ForecastRow(
        time: times[row], target: targets[row],
        prediction: prediction == nil ? nil : predictions[row], quantile: options.quantile,
        scale: scales[Int(seriesCodes[row])])
      let code = codes[row]
      if groupCount > 0, code != GroupIndex.none {
        groups[Int(code)].add(entry, ends: ends, quantiles: quantiles, row: row)
      } else {
        rest.add(entry, ends: ends, quantiles: quantiles, row: row)
      }
      if options.isGrouped, let error = entry.error {
        allErrors.add(error.magnitude, isFirst: true)
      }
      for (low, high) in zip(order, order.dropFirst())
      where quantiles[low].1[row] > quantiles[high].1[row] {
        crossing += 1
        break
      }
    }
  }

  /// Counts an answer's sums and neighbouring errors; false when it is none to the question.
  mutating func add(
    _ answer: BinnedAnswer, _ terms: ForecastTerms, codes: [UInt32], groups groupCount: Int
  ) -> Bool {
    while groups.count < groupCount {
      groups.append(ForecastTable(empty: empty, capacity: RegressionTable.capacityPerGroup))
    }
    for row in 0..<answer.batch.rowCount {
      switch answer.erred(row) {
      case .sums(let errors)?:
        guard
          let part = ForecastPart(
            errors, AnswerRow(batch: answer.batch, row: row), first: answer.layout.behindErrors,
            terms)
        else { return false }
        crossing += part.crossing
        if part.time == nil { undated += errors.rows }
        change(codes[row]) { $0.add(part) }
      case .values(let value, let times, let isOfAll)?:
        let dropped = isOfAll ? answer.dropped.all : answer.dropped.group
        if isOfAll, options.isGrouped {
          allErrors.coarsen(to: dropped)
          allErrors.add(value, isFirst: true, times: times)
        } else {
          change(codes[row]) { $0.add(absoluteError: value, times: times, dropped: dropped) }
        }
      case .nothing?: continue
      case nil: return false
      }
    }
    return true
  }

  private mutating func change(_ code: UInt32, _ body: (inout ForecastTable) -> Void) {
    if options.isGrouped, code != GroupIndex.none {
      body(&groups[Int(code)])
    } else {
      body(&rest)
    }
  }

  /// Numbers the rows' series and looks up the scales of new ones.
  private mutating func findSeries(_ batch: ArrowBatch, firstRow: Int) throws(MetricRefusal) {
    seriesIndex.assign(
      batch, firstRow: firstRow, timestamp: nil, columns: series, into: &seriesCodes)
    guard !seriesIndex.isOverLimit else {
      throw .tooManyGroups(limit: Self.seriesLimit, by: options.forecast.series)
    }
    guard scales.count < seriesIndex.count else { return }
    for key in seriesIndex.keys.dropFirst(scales.count) {
      scales.append(options.forecast.scales?.scale(of: key.values))
    }
  }

  mutating func merge(_ other: ForecastTask, numbers: [UInt32]) {
    for (table, number) in zip(other.groups, numbers) {
      while groups.count <= Int(number) {
        groups.append(ForecastTable(empty: empty, capacity: RegressionTable.capacityPerGroup))
      }
      groups[Int(number)].merge(table)
    }
    rest.merge(other.rest)
    allErrors.merge(other.allErrors)
    undated += other.undated
    crossing += other.crossing
  }

  mutating func finish() {}

  var overall: TaskSummary {
    var table = rest
    if options.isGrouped {
      for group in groups { table.mergeSums(group) }
      table.takeAbsoluteErrors(allErrors)
    }
    let measurement = measurement(table)
    var parameters = [(name: "season", value: Double(options.forecast.season))]
    if let quantile = options.quantile { parameters.append(("quantile", quantile)) }
    return TaskSummary(
      result: result(measurement), doubts: doubts(table), measurement: .forecast(measurement),
      parameters: parameters)
  }

  func group(_ number: Int) -> TaskResult { result(measurement(groups[number])) }
}

extension ForecastTask {
  private func measurement(_ table: ForecastTable) -> ForecastMeasurement {
    ForecastMeasurement(
      rows: table.rows, overflowingErrors: table.overflowingErrors, spans: table.spans,
      loose: table.loose,
      absoluteErrors: table.absoluteErrors.sorted, quantile: options.quantile,
      season: options.forecast.season, scales: options.forecast.scales,
      chiefInterval: bands.isEmpty ? nil : 0)
  }

  private func result(_ measurement: ForecastMeasurement) -> TaskResult {
    TaskResult(
      rows: measurement.rows,
      metrics: MetricCatalogue.forecast.filter { isAsked($0.forecastNeeds) }
        .map { entry($0, measurement) },
      breakdowns: breakdowns(measurement))
  }

  private func entry(
    _ metric: any ForecastMetric.Type, _ measurement: ForecastMeasurement
  ) -> MetricsReport.Entry {
    MetricsReport.Entry(
      metric.card, rows: rows(metric.forecastNeeds, measurement.total)
    ) { () throws(Undefined) in
      try metric.measure(measurement, level: options.level)
    }
  }

  func rests(of numbers: [Int], _ key: String) -> [MetricsReport.Entry?] {
    guard let metric = MetricCatalogue.forecast.first(where: { $0.card.key == key }) else {
      return Array(repeating: nil, count: numbers.count)
    }
    return RestTables.map(
      count: numbers.count, table: { groups[numbers[$0]] }, merge: { $0.merge($1) }
    ) { entry(metric, measurement($0)) }
  }

  /// Rows that enter a metric.
  private func rows(_ needs: ForecastNeeds, _ sums: ForecastSums) -> Int {
    switch needs {
    case .prediction: sums.regression.rows
    case .scale: sums.scaledRows
    case .quantile: sums.quantiles.map(\.rows).max() ?? sums.regression.rows
    case .interval: sums.intervals.first?.rows ?? 0
    }
  }

  private func isAsked(_ needs: ForecastNeeds) -> Bool {
    let hasQuantiles = !options.forecast.quantiles.isEmpty
    return switch needs {
    case .prediction: options.prediction != nil
    case .scale: options.prediction != nil && options.forecast.scales != nil
    case .quantile: hasQuantiles || (options.prediction != nil && options.quantile != nil)
    case .interval: !bands.isEmpty
    }
  }

  private func breakdowns(_ measurement: ForecastMeasurement) -> [MetricsReport.Breakdown] {
    guard !options.forecast.quantiles.isEmpty else { return [] }
    let level = options.level
    let quantiles = options.forecast.quantiles.enumerated().map { place, quantile in
      MetricsReport.Breakdown.Part(
        labels: [.text("column", quantile.column), .number("quantile", quantile.share)],
        rows: measurement.total.quantiles[place].rows,
        metrics: [
          .init(PinballLoss.card, rows: measurement.total.quantiles[place].rows) {
            () throws(Undefined) in
            try PinballLoss.measure(measurement, quantile: place, level: level)
          },
          .init(IntervalCoverage.card, rows: measurement.total.quantiles[place].rows) {
            () throws(Undefined) in
            try IntervalCoverage.measure(measurement, quantile: place, level: level)
          },
        ])
    }
    let intervals = bands.enumerated().compactMap { place, band in
      band.level.map { share in
        MetricsReport.Breakdown.Part(
          labels: [
            .text("lower", band.lower), .text("upper", band.upper), .number("level", share),
          ],
          rows: measurement.total.intervals[place].rows,
          metrics: [
            .init(IntervalCoverage.card, rows: measurement.total.intervals[place].rows) {
              () throws(Undefined) in
              try IntervalCoverage.measure(measurement, interval: place, level: level)
            }
          ])
      }
    }
    return [.init(key: "quantiles", parts: quantiles), .init(key: "intervals", parts: intervals)]
  }

  private func doubts(_ table: ForecastTable) -> [TaskSummary.Doubt] {
    [
      .init(
        "missing-target", table.missingTargets, "have no target and are in no metric",
        options.target),
      .init(
        "missing-prediction", options.prediction == nil ? 0 : table.missingPredictions,
        "have no prediction", options.prediction),
      .init(
        "broken-value", table.brokenValues,
        "have a target or prediction that is not a finite number, and are in no metric", nil),
      .init(
        "error-too-large", table.overflowingErrors,
        "have an error beyond the largest number, so that no metric has a value",
        options.prediction),
      .init(
        "missing-time", options.window?.isCalendar == true ? 0 : undated,
        "have no time and are in no block of it", options.timestamp),
      .init(
        "crossing-quantiles", crossing, "have a lower quantile above a higher one", nil),
    ]
  }
}
