/// A whole assessment: what the reports show and what `assess --json` prints.
package struct Assessment: Sendable, Hashable {
  /// The answer.
  package var verdict: Verdict
  /// The model in question.
  package var model: ModelSummary
  /// The twelve aspects, in the checklist's order.
  package var aspects: [AspectResult]
  /// The ML Test Score with the evidence behind each test.
  package var testScore: TestScore
  /// The data that were read.
  package var inputs: [InputSummary]
  /// What was odd about the inputs, one sentence each.
  package var warnings: [String]
  /// The command that made it and the version of Assay.
  package var command: String
  package var assayVersion: String
  /// When, as ISO 8601 in UTC; given from outside.
  package var time: String

  /// Makes an assessment.
  package init(
    verdict: Verdict, model: ModelSummary, aspects: [AspectResult], testScore: TestScore,
    inputs: [InputSummary], warnings: [String], command: String, assayVersion: String, time: String
  ) {
    self.verdict = verdict
    self.model = model
    self.aspects = aspects
    self.testScore = testScore
    self.inputs = inputs
    self.warnings = warnings
    self.command = command
    self.assayVersion = assayVersion
    self.time = time
  }

  /// The model, as the project file names it.
  package struct ModelSummary: Sendable, Hashable {
    package var name: String
    package var version: String
    package var task: String
    package var target: String
    package var description: String

    /// Makes a summary.
    package init(name: String, version: String, task: String, target: String, description: String) {
      self.name = name
      self.version = version
      self.task = task
      self.target = target
      self.description = description
    }
  }

  /// A data set that was read, and how to recognise it again.
  package struct InputSummary: Sendable, Hashable {
    /// `train`, `validation`, `test`, `scoring`.
    package var role: String
    /// The `DATA` argument as written.
    package var source: String
    package var rows: Int
    package var columns: Int
    /// SHA-256 of the content, lower-case hexadecimal; nil when the source has no bytes of its own.
    package var contentHash: String?
    /// SHA-256 of names and types.
    package var schemaHash: String

    /// Makes a summary.
    package init(
      role: String, source: String, rows: Int, columns: Int, contentHash: String?,
      schemaHash: String
    ) {
      self.role = role
      self.source = source
      self.rows = rows
      self.columns = columns
      self.contentHash = contentHash
      self.schemaHash = schemaHash
    }
  }
}

/// One aspect's part of an assessment.
package struct AspectResult: Sendable, Hashable {
  package var aspect: Aspect
  package var status: AspectStatus
  /// Evidence of its checks, in the registry's order.
  package var checks: [Evidence]
  /// Its questions with the answers given.
  package var questions: [AnsweredQuestion]
  /// The decision in force on the whole aspect, if any.
  package var decision: Decision?

  /// Makes a result.
  package init(
    aspect: Aspect, status: AspectStatus, checks: [Evidence], questions: [AnsweredQuestion],
    decision: Decision?
  ) {
    self.aspect = aspect
    self.status = status
    self.checks = checks
    self.questions = questions
    self.decision = decision
  }
}

/// A question and what the team answered.
package struct AnsweredQuestion: Sendable, Hashable {
  package var question: Question
  /// Nil when unanswered.
  package var answer: Answer?

  /// Makes an answered question.
  package init(question: Question, answer: Answer?) {
    self.question = question
    self.answer = answer
  }
}

/// A person's answer.
package struct Answer: Sendable, Hashable {
  package var text: String
  package var by: String?
  /// A link to what supports it.
  package var evidence: String?

  /// Makes an answer.
  package init(text: String, by: String?, evidence: String?) {
    self.text = text
    self.by = by
    self.evidence = evidence
  }
}

/// A decision about an aspect or a check.
package struct Decision: Sendable, Hashable {
  /// `waive`, `accept`.
  package var kind: String
  package var by: String
  package var reason: String
  /// ISO 8601 date after which it no longer holds.
  package var until: String?

  /// Makes a decision.
  package init(kind: String, by: String, reason: String, until: String?) {
    self.kind = kind
    self.by = by
    self.reason = reason
    self.until = until
  }
}

/// One aspect of the checklist.
package struct Aspect: Sendable, Hashable {
  package var id: AspectID
  /// 1…12.
  package var number: Int
  /// A question that the aspect answers.
  package var title: String
  /// Two or three sentences: why it matters.
  package var purpose: String
  package var questions: [Question]

  /// Makes an aspect.
  package init(
    id: AspectID, number: Int, title: String, purpose: String, questions: [Question]
  ) {
    self.id = id
    self.number = number
    self.title = title
    self.purpose = purpose
    self.questions = questions
  }
}

/// A question that only people can answer.
package struct Question: Sendable, Hashable {
  /// `parity.feature-steps`.
  package var id: String
  package var text: String
  /// What a good answer names.
  package var hint: String

  /// Makes a question.
  package init(id: String, text: String, hint: String) {
    self.id = id
    self.text = text
    self.hint = hint
  }
}

/// The ML Test Score of Breck et al.: four sections, the smallest sum is the score.
package struct TestScore: Sendable, Hashable {
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
    package var name: String
    package var tests: [Test]

    /// Makes a section.
    package init(name: String, tests: [Test]) {
      self.name = name
      self.tests = tests
    }
  }

  /// One of the 28 tests.
  package struct Test: Sendable, Hashable {
    package var id: String
    package var title: String
    /// 0, 0.5 (done by hand, documented) or 1 (automated, repeated).
    package var points: Double
    /// Ids of the checks and questions that answer it.
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
