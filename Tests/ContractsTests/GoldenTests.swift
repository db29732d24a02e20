import Contracts
import Engines
import Foundation
import Testing

/// Rules that Great Expectations and Pandera have too find the same rows and figures.
@Suite struct ContractGoldenTests {
  struct Golden: Decodable {
    let cases: [Case]

    struct Case: Decodable {
      let rule: String
      let greatExpectations: Answer
      let pandera: Answer?
    }

    struct Answer: Decodable {
      let success: Bool
      let rows: [Int]?
      let figure: Double?
    }
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/contracts")

  static let cases: [Golden.Case] = {
    guard let data = try? Data(contentsOf: folder.appending(path: "golden.json")),
      let golden = try? JSONDecoder().decode(Golden.self, from: data)
    else { return [] }
    return golden.cases
  }()

  @Test("The goldens are there")
  func present() { #expect(Self.cases.count > 20) }

  @Test("The same rows and figures as Great Expectations and Pandera", arguments: cases.indices)
  func equal(index: Int) throws {
    let golden = Self.cases[index]
    let held = try Held(
      golden.rule, .path(Self.folder.appending(path: "rows.csv").path))
    let result = try #require(held.report.constraints.first)
    #expect(result.ok == golden.greatExpectations.success, "\(golden.rule)")
    if let pandera = golden.pandera {
      #expect(result.ok == pandera.success, "\(golden.rule)")
      #expect(pandera.rows == golden.greatExpectations.rows)
    }
    if let rows = golden.greatExpectations.rows {
      #expect(result.failed == rows.count, "\(golden.rule)")
      #expect(try held.quarantined() == (result.ok ? [] : rows), "\(golden.rule)")
    }
    if let figure = golden.greatExpectations.figure {
      let found = try #require(result.found.flatMap { Double($0) })
      // Sums in another order differ in their last digits.
      #expect(abs(found - figure) <= 1e-12 * max(1, figure.magnitude), "\(golden.rule)")
    }
  }
}
