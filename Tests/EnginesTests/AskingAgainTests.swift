import Synchronization
import Testing

@testable import Engines

@Suite("Asking again")
struct AskingAgainTests {
  /// A fault that passes, or one that does not.
  private static func fault(passing: Bool) -> EngineError {
    var error = EngineError(.unreadable, "the database went away", remedy: "run this again")
    error.isPassing = passing
    return error
  }

  /// How often it was asked and which pauses were made until the first question is answered,
  /// `failures` later.
  private static func ask(
    failures: Int, passing: Bool
  ) throws -> (asked: Int, pauses: [Duration], answer: Result<Int, EngineError>) {
    let pauses = Mutex<[Duration]>([])
    let again = AskingAgain(pauses: [.seconds(1), .seconds(2)]) { pause in
      pauses.withLock { $0.append(pause) }
    }
    var asked = 0
    let engine = try DuckDBEngine()
    let answer = Result { () throws(EngineError) in
      try engine.asked(.query("select 7 as a"), again: again) {
        session throws(EngineError) -> Int in
        asked += 1
        if asked <= failures { throw fault(passing: passing) }
        return session.fields.count
      }
    }
    return (asked, pauses.withLock { $0 }, answer)
  }

  @Test("What passes is asked again in a new session, after each pause once", arguments: 0...3)
  func asksAgain(failures: Int) throws {
    let found = try Self.ask(failures: failures, passing: true)
    #expect(found.asked == min(failures, 2) + 1)
    let pauses: [Duration] = [.seconds(1), .seconds(2)]
    #expect(found.pauses == Array(pauses.prefix(failures)))
    if failures <= 2 {
      #expect(try found.answer.get() == 1)
    } else {
      #expect(throws: EngineError.self) { try found.answer.get() }
    }
  }

  @Test("What does not pass is told at once")
  func tells() throws {
    let found = try Self.ask(failures: 1, passing: false)
    #expect(found.asked == 1 && found.pauses.isEmpty)
    #expect(throws: EngineError.self) { try found.answer.get() }
  }
}
