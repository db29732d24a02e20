import Checklist

/// The ML Test Score: the total, its four sections, and why each test has its points.
struct ScoreSection: Component {
  static let template = "score.html"

  let total: Markup
  let sections: [Section]

  struct Section: Sendable {
    let name: Markup
    let sum: Markup
    let possible: Markup
    let tests: [Test]
  }

  struct Test: Sendable {
    let testID: Markup
    let title: Markup
    let points: Markup
    let why: Markup
    let answeredBy: Markup
  }

  init(_ score: TestScore) {
    total = Markup(NumberText.plain(score.total))
    sections = score.sections.map { section in
      Section(
        name: Markup(section.name),
        sum: Markup(NumberText.plain(section.tests.map(\.points).reduce(0, +))),
        possible: Markup(String(section.tests.count)),
        tests: section.tests.map { test in
          Test(
            testID: Markup(test.id), title: Markup(test.title),
            points: Markup(NumberText.plain(test.points)), why: Markup(test.reason),
            answeredBy: Markup(test.answeredBy.joined(separator: ", ")))
        })
    }
  }
}
