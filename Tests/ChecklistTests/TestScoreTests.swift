import Checklist
import Testing

@Suite("ML Test Score")
struct TestScoreTests {
  private let registry = [
    Example.card("baseline.random"), Example.card("metrics.window"),
    Example.card("benchmark.metrics"),
  ]

  @Test("There are four sections of seven tests with ids of their own")
  func shape() {
    let score = TestScore(registry: [], evidence: [], answers: [:])
    #expect(score.sections.map(\.tests.count) == [7, 7, 7, 7])
    let ids = score.sections.flatMap(\.tests).map(\.id)
    #expect(Set(ids).count == 28)
    #expect(ids.first == "data.1")
  }

  @Test("Only questions of the checklist are named")
  func questionsExist() {
    let known = Set(Checklist.questions.map(\.id))
    for section in TestScoreItem.sections {
      for item in section.items {
        #expect(known.isSuperset(of: item.questions), "\(item.title)")
      }
    }
  }

  @Test("Nothing known scores nothing, and each test says why")
  func nothing() {
    let score = TestScore(registry: [], evidence: [], answers: [:])
    #expect(score.total == 0)
    for test in score.sections.flatMap(\.tests) {
      #expect(test.points == 0)
      #expect(!test.reason.isEmpty)
    }
  }

  @Test("Answers alone give half a point, and the smallest section is the total")
  func answers() {
    let score = TestScore(registry: [], evidence: [], answers: Example.answered)
    #expect(score.sections.map(\.points) == [3, 3.5, 2.5, 3.5])
    #expect(score.total == 2.5)
  }

  @Test("A check that ran gives one point, whatever it found; one that did not gives none")
  func checks() throws {
    let statuses: [(CheckStatus, Double)] = [
      (.pass, 1), (.attention, 1), (.fail, 1), (.undecided, 1), (.notApplicable, 0), (.missing, 0),
    ]
    for (status, points) in statuses {
      let score = TestScore(
        registry: registry, evidence: [Example.evidence("baseline.random", status)], answers: [:])
      let test = try #require(score.sections[1].tests.first { $0.id == "model.5" })
      #expect(test.points == points)
      #expect(test.answeredBy.first == "baseline.random")
    }
  }

  @Test("A check that is not in the registry is never named as an answer")
  func onlyBuilt() {
    let score = TestScore(
      registry: registry, evidence: [Example.evidence("parity.features", .pass)], answers: [:])
    let known = Set(registry.map(\.id) + Checklist.questions.map(\.id))
    for test in score.sections.flatMap(\.tests) {
      #expect(known.isSuperset(of: test.answeredBy), "\(test.id)")
    }
    #expect(score.sections[0].tests[6].points == 0)
    #expect(score.sections[0].tests[6].reason.contains("Not built in this version"))
  }

  @Test("Every total has its words")
  func bands() {
    let bands = [0, 0.5, 1, 1.5, 2.5, 3.5, 5, 5.5].map {
      TestScore(sections: [], total: $0).band
    }
    #expect(bands[1] == bands[2])
    #expect(bands[5] == bands[6])
    #expect(Set(bands).count == 6)
  }
}
