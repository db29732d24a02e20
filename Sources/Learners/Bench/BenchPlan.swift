/// What is to be measured of a model, and how long.
package struct BenchPlan: Sendable, Hashable {
  /// Rows of one question.
  package var batches = [1]
  /// Questions at a time.
  package var concurrencies = [1]
  /// Questions a second that arrive whatever becomes of those before; none: only as fast as they
  /// are answered.
  package var rates: [Double] = []
  /// Seconds of each measurement.
  package var duration = 10.0
  /// Seconds before each measurement that count for nothing.
  package var warmUp = 1.0
  /// Coverage of the intervals.
  package var level = 0.95
  /// The price of an hour of what the model runs on; nil where nobody says.
  package var pricePerHour: Double?
  /// The process of an endpoint on this machine; nil where it is elsewhere.
  package var pid: Int32?

  /// Plans the smallest measurement: one row, one at a time.
  package init() {}

  /// The loads, in the order to measure them.
  var loads: [Load] {
    batches.flatMap { batch in
      concurrencies.flatMap { concurrency in
        rates.isEmpty
          ? [Load(batch: batch, concurrency: concurrency, rate: nil)]
          : rates.map { Load(batch: batch, concurrency: concurrency, rate: $0) }
      }
    }
  }

  /// One load.
  struct Load: Sendable, Hashable {
    let batch: Int
    let concurrency: Int
    /// Arrivals a second; nil: each question follows the answer before.
    let rate: Double?
  }
}
