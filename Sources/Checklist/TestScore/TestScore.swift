/// The ML Test Score: 28 tests in four sections, the smallest section's sum is the score.
///
/// - Range: 0…7, higher is better.
/// - Source: Breck, Cai, Nielsen, Salib, Sculley, *The ML Test Score: A Rubric for ML Production
///   Readiness and Technical Debt Reduction*, IEEE Big Data 2017.
package struct TestScore: Sendable, Hashable {
  /// Data, model, infrastructure, monitoring.
  package var sections: [Section]
  /// The smallest section's sum.
  package var total: Double

  /// Makes a score.
  package init(sections: [Section], total: Double) {
    self.sections = sections
    self.total = total
  }

  /// One section.
  package struct Section: Sendable, Hashable {
    /// Its name, for people.
    package var name: String
    /// Its seven tests.
    package var tests: [Test]

    /// The sum of its tests' points.
    package var points: Double {
      tests.reduce(0) { $0 + $1.points }
    }

    /// Makes a section.
    package init(name: String, tests: [Test]) {
      self.name = name
      self.tests = tests
    }
  }

  /// One of the 28 tests.
  package struct Test: Sendable, Hashable {
    /// The section's name in lower case, a dot, the place in the section: `data.1`.
    package var id: String
    /// The claim that it tests.
    package var title: String
    /// 0, 0.5 (answered by a person) or 1 (computed by a check that ran).
    package var points: Double
    /// Ids of the checks that exist and of the questions that answer it.
    package var answeredBy: [String]
    /// Why these points.
    package var reason: String

    /// Makes a test.
    package init(id: String, title: String, points: Double, answeredBy: [String], reason: String) {
      self.id = id
      self.title = title
      self.points = points
      self.answeredBy = answeredBy
      self.reason = reason
    }
  }
}
