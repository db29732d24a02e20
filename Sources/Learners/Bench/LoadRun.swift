internal import Foundation
internal import Synchronization

/// Asks a model under one load, from as many threads as questions may be under way.
///
/// Under an open load questions are due at fixed moments. One that finds every thread busy waits,
/// and its time counts from when it was due: a model that stalls cannot hide it by being asked
/// less.
///
/// - Source: Tene, *How NOT to Measure Latency*, 2013 (coordinated omission).
struct LoadRun: Sendable {
  let load: BenchPlan.Load
  let duration: Double
  let rows: ModelRows

  /// Questions that are written before the load starts, a thread; they take turns.
  private static let mostQuestions = 64
  /// Rows of these together.
  private static let mostRows = 16_384
  /// Failures in a row after which a thread gives up.
  private static let patience = 20
  /// Parts of the time in which answers are counted, for how the throughput varies.
  static let parts = 20
  /// Answers after which a load ends before its time: their times are held in memory.
  static let mostAnswers = 10_000_000

  /// What came of it.
  struct Outcome: Sendable {
    var latency = LatencyTimes()
    var service = LatencyTimes()
    /// When each answer came, in seconds since the start.
    var moments: [Double] = []
    var errors = 0
    var firstError: PredictorError?
    /// Whether it ended early, with as many answers as are held.
    var isFull = false

    mutating func append(_ other: Outcome) {
      latency.append(other.latency)
      service.append(other.service)
      moments += other.moments
      errors += other.errors
      firstError = firstError ?? other.firstError
      isFull = isFull || other.isFull
    }

    /// Answers a second in equal parts of the time, which ends with the last answer where that came
    /// late or was the last that is held.
    func rates(duration: Double) -> [Double] {
      let last = moments.max() ?? 0
      let span = isFull ? last : max(duration, last)
      var counts = [Int](repeating: 0, count: LoadRun.parts)
      for moment in moments {
        let part = Int(moment / span * Double(counts.count))
        counts[min(max(part, 0), counts.count - 1)] += 1
      }
      return counts.map { Double($0) * Double(LoadRun.parts) / span }
    }
  }

  /// Runs the load.
  ///
  /// - Parameter models: one for each thread.
  /// - Throws: ``PredictorError`` when the rows do not fit the model.
  func run(_ models: [any Predictor]) throws(PredictorError) -> Outcome {
    var questions: [[any PreparedPrediction]] = []
    for (place, model) in models.enumerated() { questions.append(try prepare(model, place)) }
    let arrivals = Atomic<Int>(0)
    let sum = Mutex(Outcome())
    let finished = DispatchSemaphore(value: 0)
    let start = MonotonicClock.now() + 0.01
    for mine in questions {
      let thread = Thread { [self] in
        let outcome = work(
          mine, most: Self.mostAnswers / models.count, arrivals: arrivals, start: start)
        sum.withLock { $0.append(outcome) }
        finished.signal()
      }
      thread.stackSize = 1 << 20
      thread.start()
    }
    for _ in questions { finished.wait() }
    return sum.withLock { $0 }
  }

  /// Some questions from all over the rows, another part for each thread.
  private func prepare(
    _ model: any Predictor, _ place: Int
  ) throws(PredictorError) -> [any PreparedPrediction] {
    let count = max(
      1,
      min(
        Self.mostQuestions, Self.mostRows / load.batch, (rows.count + load.batch - 1) / load.batch))
    var questions: [any PreparedPrediction] = []
    for number in 0..<count {
      let first = (place * count + number) * load.batch
      let places = (first..<(first + load.batch)).map { $0 % rows.count }
      questions.append(try model.prepare(rows.selecting(places)))
    }
    return questions
  }

  private func work(
    _ questions: [any PreparedPrediction], most: Int, arrivals: borrowing Atomic<Int>,
    start: Double
  ) -> Outcome {
    var outcome = Outcome()
    let end = start + duration
    var asked = 0
    var failures = 0
    while failures < Self.patience, !outcome.isFull {
      var due = max(start, MonotonicClock.now())
      if let rate = load.rate {
        due = start + Double(arrivals.wrappingAdd(1, ordering: .relaxed).oldValue) / rate
        guard due < end else { break }
        // Who is behind by the whole time again will not catch up.
        let now = MonotonicClock.now()
        guard now < end + duration else {
          outcome.latency.waited.append(now - due)
          continue
        }
      }
      MonotonicClock.wait(until: due)
      let sent = MonotonicClock.now()
      guard load.rate != nil || sent < end else { break }
      do throws(PredictorError) {
        _ = try questions[asked % questions.count].ask()
        let answered = MonotonicClock.now()
        outcome.latency.answered.append(answered - due)
        outcome.service.answered.append(answered - sent)
        outcome.moments.append(answered - start)
        outcome.isFull = outcome.moments.count >= most
        failures = 0
      } catch {
        outcome.errors += 1
        outcome.firstError = outcome.firstError ?? error
        failures += 1
      }
      asked += 1
    }
    return outcome
  }
}
