import Statistics
import Testing

@testable import Measurements

@Suite("Telling training rows by their loss")
struct MembershipAttackTests {
  @Test("equal losses tell nothing, apart ones tell everything")
  func ends() throws {
    let losses = (0..<200).map { Double($0 % 20) }
    let none = try MembershipAttack(train: losses, test: losses, level: 0.95)
    #expect(none.area.value == 0.5 && none.advantage.value == 0)
    let all = try MembershipAttack(train: losses, test: losses.map { $0 + 100 }, level: 0.95)
    #expect(all.area.value == 1)
    // Half of the training losses are at most their own mean, and no test loss is.
    #expect(all.advantage.value == 0.5)
    let turned = try MembershipAttack(train: losses.map { $0 + 100 }, test: losses, level: 0.95)
    #expect(turned.area.value == 0)
  }

  @Test("normal errors of 0.8 and 1 give the area that the arc tangent says")
  func normal() throws {
    var generator = SeededGenerator(seed: 3)
    let train = (0..<20_000).map { _ in (0.8 * generator.normal()).magnitude }
    let test = (0..<20_000).map { _ in generator.normal().magnitude }
    let found = try MembershipAttack(train: train, test: test, level: 0.99)
    // P(|0.8 Z| < |Z'|) = 2/π · arctan(1 / 0.8).
    let interval = try #require(found.area.interval)
    #expect(interval.low < 0.570_4 && interval.high > 0.570_4)
  }

  @Test("a score's loss is that of its side, and a score that is no probability has none")
  func loss() {
    #expect(
      MembershipAttack.logarithmicLoss(0.5, isPositive: true)
        == MembershipAttack.logarithmicLoss(0.5, isPositive: false))
    #expect(MembershipAttack.logarithmicLoss(1, isPositive: true) == 0)
    #expect(MembershipAttack.logarithmicLoss(0, isPositive: true)?.isFinite == true)
    for score in [-0.1, 1.1, .nan, .infinity] {
      #expect(MembershipAttack.logarithmicLoss(score, isPositive: true) == nil)
    }
  }

  @Test("fewer than two rows of a set are undefined")
  func few() {
    #expect(throws: Undefined.self) { try MembershipAttack(train: [1], test: [1, 2], level: 0.95) }
    #expect(throws: Undefined.self) { try MembershipAttack(train: [], test: [], level: 0.95) }
  }
}
