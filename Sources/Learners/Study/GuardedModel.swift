internal import Foundation
internal import Synchronization

/// A model with a fallback behind it: who asks gets an answer in time, whatever becomes of the
/// model.
///
/// The model gets half of the time. When it has not answered by then, fails, answers too few rows,
/// or answers what no prediction can be, the fallback answers.
package struct GuardedModel: Sendable {
  /// What answers when the model does not.
  package enum Fallback: Sendable {
    /// The same number for every row.
    case constant(Double)
    /// Another model.
    case model(any Predictor, AnswerReading)
  }

  /// An answer and where it came from.
  package struct Answer: Sendable, Hashable {
    /// One number a row; none when the fallback failed as well.
    package let numbers: [Double]
    /// Why the fallback answered; nil when the model did.
    package let reason: Reason?
    /// From the question to the answer.
    package let seconds: Double
  }

  /// Why the model's answer was not taken.
  package enum Reason: Sendable, Hashable {
    case slow
    case failed(String)
    case nonsense(String)
  }

  private let model: any Predictor
  private let reading: AnswerReading
  private let fallback: Fallback
  private let within: Double
  private let range: ClosedRange<Double>
  private let labels: Set<String>

  /// Guards a model.
  ///
  /// - Parameters:
  ///   - within: seconds in which the whole answer is to be there.
  ///   - range: what a prediction can be.
  ///   - labels: what a label can be, of a model that gives labels; empty for any.
  package init(
    _ model: any Predictor, reading: AnswerReading, fallback: Fallback, within: Double,
    range: ClosedRange<Double>, labels: Set<String> = []
  ) {
    self.labels = labels
    self.model = model
    self.reading = reading
    self.fallback = fallback
    self.within = within
    self.range = range
  }

  /// Answers rows.
  package func answer(_ rows: ModelRows) -> Answer {
    let start = MonotonicClock.now()
    let numbers: [Double]
    let reason: Reason?
    switch asked(rows) {
    case nil: (numbers, reason) = (fallbackNumbers(rows), .slow)
    case .failure(let error):
      (numbers, reason) = (fallbackNumbers(rows), .failed(error.description))
    case .success(let found):
      if let flaw = flaw(of: found, rows.count) {
        (numbers, reason) = (fallbackNumbers(rows), .nonsense(flaw))
      } else {
        (numbers, reason) = (found, nil)
      }
    }
    return Answer(numbers: numbers, reason: reason, seconds: MonotonicClock.now() - start)
  }

  /// The model's answer; nil when half of the time has passed.
  private func asked(_ rows: ModelRows) -> Result<[Double], PredictorError>? {
    let box = AnswerBox()
    let (model, reading, labels) = (model, reading, labels)
    // A thread of its own: it cannot be ended, and ends by itself when the model answers at last.
    Thread.detachNewThread {
      do throws(PredictorError) {
        let found = try model.predict(rows)
        var numbers = try reading.numbers(found)
        if reading.meaning == .call, !labels.isEmpty {
          for (place, label) in try reading.choice.classes(found).enumerated()
          where place < numbers.count && !labels.contains(label) { numbers[place] = .nan }
        }
        box.put(.success(numbers))
      } catch {
        box.put(.failure(error))
      }
    }
    return box.take(within: within / 2)
  }

  /// Why numbers cannot be predictions; nil when they can.
  private func flaw(of numbers: [Double], _ rows: Int) -> String? {
    guard numbers.count == rows else { return "\(numbers.count) answers to \(rows) rows" }
    guard let odd = numbers.first(where: { !range.contains($0) }) else { return nil }
    return odd.isFinite ? "the answer \(odd), which is out of range" : "an answer that is no number"
  }

  private func fallbackNumbers(_ rows: ModelRows) -> [Double] {
    switch fallback {
    case .constant(let number):
      let numbers = [Double](repeating: number, count: rows.count)
      return flaw(of: numbers, rows.count) == nil ? numbers : []
    case .model(let model, let reading):
      do throws(PredictorError) {
        let numbers = try reading.numbers(model.predict(rows))
        return flaw(of: numbers, rows.count) == nil ? numbers : []
      } catch {
        return []
      }
    }
  }
}

/// Where one thread leaves an answer for another that waits only so long.
private final class AnswerBox: Sendable {
  private let answer = Mutex<Result<[Double], PredictorError>?>(nil)
  private let arrived = DispatchSemaphore(value: 0)

  func put(_ found: Result<[Double], PredictorError>) {
    answer.withLock { $0 = found }
    arrived.signal()
  }

  func take(within seconds: Double) -> Result<[Double], PredictorError>? {
    guard arrived.wait(timeout: .now() + seconds) == .success else { return nil }
    return answer.withLock { $0 }
  }
}
