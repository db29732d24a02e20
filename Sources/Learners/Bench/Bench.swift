internal import Foundation
internal import Statistics

/// Measures a model: its start, and one load after the other.
package struct Bench {
  private let plan: BenchPlan
  private let declaration: PredictorDeclaration
  private let rows: ModelRows

  /// Prepares to measure.
  ///
  /// - Precondition: there are rows.
  package init(_ plan: BenchPlan, _ declaration: PredictorDeclaration, rows: ModelRows) {
    precondition(rows.count > 0, "a model cannot be measured without rows")
    self.plan = plan
    var declaration = declaration
    declaration.connections = plan.concurrencies.max() ?? 1
    self.declaration = declaration
    self.rows = rows
  }

  /// Starts the model and measures every load.
  ///
  /// - Parameters:
  ///   - source: where the rows came from, for the report.
  ///   - progress: called with a load before it runs.
  /// - Throws: ``PredictorError`` when the model cannot be started, or answers nothing under a
  ///   load.
  package func measure(
    libraries: [String], environment: [String: String], source: String,
    progress: (String) -> Void
  ) throws(PredictorError) -> BenchReport {
    progress("starting the model")
    let before = ProcessFigures.ownMemory()
    ProcessFigures.forgetHighest()
    let begun = MonotonicClock.now()
    let model = try declaration.open(libraries: libraries, environment: environment)
    let loaded = MonotonicClock.now()
    let question = try model.prepare(rows.slice(0..<1))
    let asked = MonotonicClock.now()
    let answer = try question.ask()
    let answered = MonotonicClock.now()
    _ = try answer.read()
    var models = [model]
    while models.count < plan.concurrencies.max() ?? 1 { models.append(try model.another()) }
    let isElsewhere = if case .endpoint = declaration.place { true } else { false }
    var report = BenchReport(
      model: declaration.modelOfReport,
      data: .init(source: source, rows: rows.count, columns: rows.names),
      machine: .init(
        system: ProcessInfo.processInfo.operatingSystemVersionString,
        cores: ProcessInfo.processInfo.activeProcessorCount,
        memory: Int(clamping: ProcessInfo.processInfo.physicalMemory)),
      start: .init(
        load: isElsewhere ? nil : (loaded - begun) * 1_000,
        firstAnswer: (answered - asked) * 1_000),
      runs: [], pricePerHour: plan.pricePerHour)
    for load in plan.loads {
      progress("batch \(load.batch), concurrency \(load.concurrency)")
      report.runs.append(try measure(load, Array(models.prefix(load.concurrency)), before: before))
    }
    return report
  }

  private func measure(
    _ load: BenchPlan.Load, _ models: [any Predictor], before: Int
  ) throws(PredictorError) -> BenchReport.Run {
    // A batch of this size is read once, so that nonsense does not pass for speed.
    let places = (0..<load.batch).map { $0 % rows.count }
    for model in models { _ = try model.predict(rows.selecting(places)) }
    if plan.warmUp > 0 {
      let load = BenchPlan.Load(batch: load.batch, concurrency: load.concurrency, rate: nil)
      _ = try LoadRun(load: load, duration: plan.warmUp, rows: rows).run(models)
    }
    let target = target(models, before: before)
    let resources = target.flatMap(ResourceWatch.init)
    let graphics = GraphicsWatch()
    let outcome = try LoadRun(load: load, duration: plan.duration, rows: rows).run(models)
    let used = resources?.stop()
    let gpu = graphics?.stop()
    if outcome.latency.answered.isEmpty, let error = outcome.firstError { throw error }
    return run(load, outcome, used, gpu)
  }

  private func target(_ models: [any Predictor], before: Int) -> ProcessFigures.Target? {
    switch declaration.place {
    case .onnx: .own(before: before)
    case .command: .groups(Set(models.compactMap(\.processGroup)))
    case .endpoint: plan.pid.map { .tree($0) }
    }
  }

  private func run(
    _ load: BenchPlan.Load, _ outcome: LoadRun.Outcome, _ used: (seconds: Double?, peak: Int)?,
    _ gpu: (use: Double, peak: Double)?
  ) -> BenchReport.Run {
    let answered = outcome.latency.answered.count
    let throughput = throughput(load, outcome)
    let unseen =
      if case .endpoint = declaration.place {
        plan.pid == nil
          ? "an endpoint's processes are seen only with their id (--pid)"
          : "no such process could be looked at"
      } else {
        "the system tells nothing of these processes"
      }
    let noGraphics = "nvidia-smi did not answer"
    return BenchReport.Run(
      mode: load.rate == nil ? "closed" : "open", batch: load.batch,
      concurrency: load.concurrency, rate: load.rate, duration: plan.duration, requests: answered,
      predictions: answered * load.batch, errors: outcome.errors,
      firstError: outcome.firstError?.description, unanswered: outcome.latency.waited.count,
      latency: outcome.latency.times(level: plan.level),
      service: load.rate == nil ? nil : outcome.service.times(level: plan.level),
      throughput: throughput,
      cpuPer1000: (used?.seconds).map {
        BenchReport.Figure($0 / Double(answered * load.batch) * 1_000)
      } ?? BenchReport.Figure(nil, note: used == nil ? unseen : "some of its processes ended"),
      peakMemory: (used?.peak).map { BenchReport.Figure(Double($0)) }
        ?? BenchReport.Figure(nil, note: unseen),
      gpuUse: (gpu?.use).map { BenchReport.Figure($0) }
        ?? BenchReport.Figure(nil, note: noGraphics),
      gpuMemory: (gpu?.peak).map { BenchReport.Figure($0) }
        ?? BenchReport.Figure(nil, note: noGraphics),
      costPer1000: cost(throughput))
  }

  /// Rows a second from the parts of the time, which also tell how it varies.
  private func throughput(
    _ load: BenchPlan.Load, _ outcome: LoadRun.Outcome
  ) -> BenchReport.Figure {
    let rates = outcome.rates(duration: plan.duration).map { $0 * Double(load.batch) }
    let mean = rates.reduce(0, +) / Double(rates.count)
    let variance =
      rates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, rates.count - 1))
    do throws(Undefined) {
      var interval = try MeanInterval.interval(
        rows: rates.count, mean: mean, variance: variance, level: plan.level)
      interval.low = max(0, interval.low)
      return BenchReport.Figure(mean, interval: interval)
    } catch {
      return BenchReport.Figure(mean, note: error.reason)
    }
  }

  /// What 1,000 rows cost when the machine does nothing else.
  private func cost(_ throughput: BenchReport.Figure) -> BenchReport.Figure {
    guard let price = plan.pricePerHour else {
      return BenchReport.Figure(nil, note: "no price is given (--price-per-hour)")
    }
    guard let rate = throughput.value, rate > 0 else {
      return BenchReport.Figure(nil, note: "nothing was answered")
    }
    func cost(_ rate: Double) -> Double { price / 3_600 / rate * 1_000 }
    let interval = throughput.interval.flatMap { range in
      range.low > 0
        ? Interval(
          low: cost(range.high), high: cost(range.low), level: range.level, method: range.method)
        : nil
    }
    return BenchReport.Figure(cost(rate), interval: interval)
  }
}
