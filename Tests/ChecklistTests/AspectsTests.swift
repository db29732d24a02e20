import Checklist
import Testing

@Suite("Aspects and questions")
struct AspectsTests {
  @Test("There are twelve aspects, numbered in order")
  func twelve() {
    #expect(Checklist.aspects.map(\.number) == Array(1...12))
    #expect(Checklist.aspects.map(\.id) == AspectID.allCases)
    for aspect in Checklist.aspects { #expect(aspect.title.hasSuffix("?")) }
  }

  @Test("Every question has an id of its own that starts with its aspect")
  func uniqueIDs() {
    let ids = Checklist.questions.map(\.id)
    #expect(Set(ids).count == ids.count)
    for aspect in Checklist.aspects {
      #expect(!aspect.questions.isEmpty)
      for question in aspect.questions {
        #expect(question.id.hasPrefix(aspect.id.rawValue + "."))
        #expect(question.text.contains("?"))
        #expect(!question.hint.isEmpty && !question.hint.contains("\n"))
      }
    }
  }

  @Test(
    "What the checklist asks has its question",
    arguments: [
      ("features made otherwise in production", "parity.feature-differences"),
      ("production data unlike training data", "parity.data-differences"),
      ("measured over another period", "parity.measure-differences"),
      ("why this baseline", "baseline.choice"),
      ("improvement worth shipping", "baseline.improvement"),
      ("against guess, threshold, most common value", "baseline.comparison"),
      ("human parity too ambitious", "baseline.human"),
      ("meaning for the business", "metrics.meaning"),
      ("training figure to production figure", "metrics.translation"),
      ("month against year", "metrics.period"),
      ("weak subgroups", "metrics.groups"),
      ("pieces against wholes", "metrics.judged-unit"),
      ("over- and under-sampling", "metrics.resampling"),
      ("small samples", "metrics.sample-size"),
      ("metrics on train and test", "benchmark.chosen-metrics"),
      ("split documented and repeatable", "benchmark.reproduction"),
      ("split mirrors production", "benchmark.split-method"),
      ("label source", "truth.source"), ("label delay", "truth.delay"),
      ("human labelling accuracy", "truth.annotators"), ("proxies", "truth.substitute"),
      ("random or informative samples", "truth.selection"),
      ("how labels were obtained", "truth.reliability"),
      ("represents the end result", "distribution.representative"),
      ("consistent across sets", "distribution.consistency"),
      ("lineage", "distribution.origin"), ("automation", "distribution.automation"),
      ("reshuffle, resample, modify, gather, drop", "distribution.remedy"),
      ("goals and hard limits", "limits.goals"), ("who set them", "limits.owners"),
      ("CPU, GPU, memory, cost, time", "limits.measurements"),
      ("trade-offs", "limits.priorities"), ("fits where", "integration.place"),
      ("output expected and used", "integration.consumers"),
      ("batch or real time", "integration.serving"), ("human in the loop", "integration.human"),
      ("feedback", "integration.reports"), ("fallback", "integration.failure"),
      ("transparent", "integration.disclosure"), ("cost of a mistake", "integration.mistakes"),
      ("tests at each stage", "quality.tests"), ("re-routing", "quality.rerouting"),
      ("five observables", "quality.watching"), ("who repairs", "quality.repair"),
      ("downstream meanwhile", "quality.downstream"),
      ("validation is not drift", "quality.separation"), ("past drift", "drift.history"),
      ("detection strategy fits", "drift.detection"), ("input anomalies", "drift.warnings"),
      ("adaptation fits", "drift.adaptation"), ("available for new feeds", "drift.availability"),
      ("automatic or periodic", "performance.monitoring"),
      ("who acts, how fast", "performance.response"),
      ("output anomalies", "performance.output-anomalies"),
      ("underlying causes", "performance.causes"), ("retraining", "performance.retraining"),
    ])
  func covered(topic: String, id: String) {
    #expect(Checklist.questions.contains { $0.id == id }, "\(topic)")
  }

  @Test("Responsible use asks on six principles and on impact")
  func principles() {
    let groups = Checklist.aspect(.responsible).questions.map(\.group)
    #expect(
      Set(groups) == [
        "Fairness", "Reliability and safety", "Privacy and security", "Inclusiveness",
        "Transparency", "Accountability", "Impact",
      ])
  }

  @Test(
    "The page of each aspect has its title, purpose and questions", arguments: AspectID.allCases)
  func pages(id: AspectID) throws {
    let aspect = Checklist.aspect(id)
    let number = (aspect.number < 10 ? "0" : "") + String(aspect.number)
    let path = "docs/aspects/\(number)-\(id.rawValue).md"
    let page = try Snapshot.contents(of: path)
    #expect(page.hasPrefix("# \(aspect.number) \(aspect.title)\n"))
    #expect(page.contains(aspect.purpose))
    for question in aspect.questions {
      #expect(page.contains("- `\(question.id)`: \(question.text)\n"), "\(path)")
    }
  }
}
