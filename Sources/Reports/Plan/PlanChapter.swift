import Checklist

/// A part of the production plan as a table: one form for the page and for Markdown.
struct PlanChapter: Sendable {
  struct Column: Sendable {
    let heading: String
    var isNumber = false
  }

  struct Row: Sendable {
    let cells: [String]
    /// The questions and checks of the checklist behind it.
    var items: [String] = []
  }

  let id: String
  let title: String
  /// What to know before reading the table.
  let note: String
  let columns: [Column]
  let rows: [Row]
  /// What stands in place of a table without rows.
  var empty = ""

  /// Whether any row names what is behind it.
  var hasItems: Bool { rows.contains { !$0.items.isEmpty } }

  /// The chapters of a plan, in the order to read them.
  static func chapters(_ plan: ProductionPlan) -> [PlanChapter] {
    [
      monitors(plan), runbook(plan), people(plan), policies(plan), drift(plan), limits(plan),
      risks(plan),
    ].compactMap(\.self) + PlanWords.kinds(plan).map(gaps) + agreements(plan)
  }

  private static func text(_ headings: String...) -> [Column] {
    headings.map { Column(heading: $0) }
  }

  private static func gaps(
    _ kind: ProductionPlan.Gap.Kind, _ gaps: [ProductionPlan.Gap]
  ) -> PlanChapter {
    PlanChapter(
      id: "gaps-\(kind.rawValue)",
      title: "Without cover: \(PlanWords.number(gaps.count, of: kind))",
      note: """
        Each \(kind.summary). `assay plan --check` fails until each is covered: \
        \(PlanWords.remedy(kind)).
        """,
      columns: text("What lacks", "What to do"),
      rows: gaps.map {
        Row(cells: [$0.reason.asSentence, $0.remedy.asSentence], items: [$0.item])
      })
  }

  private static func monitors(_ plan: ProductionPlan) -> PlanChapter {
    PlanChapter(
      id: "monitors", title: "What is watched",
      note: """
        When nothing changes, all monitors together raise at most \
        \(plan.promisedAlarms.of("false alarm", significant: 2)) in \(plan.budget.days.of("day")) on average; \
        the budget allows \(NumberText.plain(plan.budget.falseAlarms)).
        """,
      columns: text("Monitor", "Alarms when") + [
        Column(heading: "Rows", isNumber: true),
        Column(heading: "Notices a change of", isNumber: true),
        Column(heading: "False alarms", isNumber: true),
      ] + text("Goes to"),
      rows: plan.monitors.map { monitor -> Row in
        Row(
          cells: [
            "\(monitor.id): \(monitor.kind.summary)",
            monitor.rule + PlanWords.extent(monitor),
            monitor.rows.map(NumberText.count) ?? "–", PlanWords.smallest(monitor),
            monitor.falseAlarms.map { NumberText.plain($0, significant: 2) } ?? "–",
            PlanWords.address(monitor),
          ], items: monitor.items)
      }
        + plan.unwatched.map { one in
          Row(cells: [
            "not watched: \(one.kind.summary)",
            [one.reason, one.remedy].compactMap(\.self).joined(separator: " "), "–", "–", "–", "–",
          ])
        }, empty: "Nothing is watched.")
  }

  private static func runbook(_ plan: ProductionPlan) -> PlanChapter {
    PlanChapter(
      id: "runbook", title: "When an alarm comes",
      note: "Look, act, and then decide; whoever acts writes down what was found.",
      columns: text("Alarm", "Look here", "First step", "Then", "Who, how fast"),
      rows: plan.runbook.map { step in
        Row(
          cells: [
            step.monitor, step.look, step.first, step.then,
            [step.owner ?? "nobody is named", step.within.map { "within \($0.text)" }]
              .compactMap(\.self).joined(separator: ", "),
          ], items: step.items)
      }, empty: "There is no alarm.")
  }

  private static func people(_ plan: ProductionPlan) -> PlanChapter {
    let owners = plan.owners.map { owner in
      Row(
        cells: [owner.role.summary.asSentence, owner.name, owner.contact ?? "–"],
        items: ["responsible.accountability-owner"])
    }
    let channels = plan.channels.map { channel in
      Row(
        cells: ["Channel: \(channel.kind.summary)", channel.name, channel.target ?? "–"],
        items: ["performance.response"])
    }
    return PlanChapter(
      id: "people", title: "Who answers",
      note: "Pages go to the first pager, everything else to the first of the other channels.",
      columns: text("Does", "Name", "Reached at"), rows: owners + channels,
      empty: "Nobody is named: plan.owners and plan.channels in assay.yaml.")
  }

  private static func policies(_ plan: ProductionPlan) -> PlanChapter {
    PlanChapter(
      id: "policies", title: "Data, labels, training again, fallback",
      note: "As declared below plan: in assay.yaml.",
      columns: text("What", "How"),
      rows: PlanWords.policies(plan).map { Row(cells: [$0.what, $0.how], items: $0.items) })
  }

  private static func drift(_ plan: ProductionPlan) -> PlanChapter {
    PlanChapter(
      id: "expected-drift", title: "Changes that are expected",
      note: "An alarm that fits one of them has its action; any other is news.",
      columns: text("Change", "Where", "When", "Action"),
      rows: plan.expected.map { drift in
        Row(
          cells: [
            "\(drift.kind.rawValue): \(drift.kind.summary)",
            drift.columns.isEmpty ? "anywhere" : drift.columns.joined(separator: ", "),
            [drift.when, drift.period.map { "every \($0.text)" }].compactMap(\.self)
              .joined(separator: ", "),
            drift.action.map { "\($0.rawValue): \($0.summary)" } ?? "none",
          ], items: ["drift.history", "drift.strategy", "drift.adaptation"])
      }, empty: "None is declared: drift.expected in assay.yaml.")
  }

  private static func limits(_ plan: ProductionPlan) -> PlanChapter {
    func number(_ value: Double?) -> String { value.map { NumberText.plain($0) } ?? "–" }
    return PlanChapter(
      id: "limits", title: "Goals and limits", note: "As measured in the assessment.",
      columns: text("What")
        + ["Goal", "Limit", "Measured"].map { Column(heading: $0, isNumber: true) },
      rows: plan.limits.map { limit in
        Row(
          cells: [
            limit.name + (limit.unit.map { " (\($0))" } ?? ""), number(limit.goal),
            number(limit.limit), number(limit.measured),
          ], items: [limit.item])
      }, empty: "None is declared: metrics.goals and limits in assay.yaml.")
  }

  private static func risks(_ plan: ProductionPlan) -> PlanChapter {
    PlanChapter(
      id: "risks", title: "Open risks",
      note: "What does not pass in the assessment, with the decision that takes it on.",
      columns: text("Found", "Status", "Decision", "Until"),
      rows: plan.risks.map { risk in
        Row(
          cells: [
            risk.finding ?? "", risk.status,
            risk.decision.map { decision in
              "\(decision) by \(risk.by ?? "a person")"
                + (risk.reason.map { ": \($0)" } ?? "")
            } ?? "none", risk.until ?? "–",
          ], items: [risk.item])
      }, empty: "Everything that was checked passes.")
  }

  /// One chapter for each part of the plan on which people agreed on something.
  private static func agreements(_ plan: ProductionPlan) -> [PlanChapter] {
    PlanPart.allCases.compactMap { part in
      let agreed = plan.agreements.filter { $0.part == part }
      guard !agreed.isEmpty else { return nil }
      return PlanChapter(
        id: "agreed-\(part.rawValue)", title: "Agreed: \(part.summary)",
        note: "Answers to the questions of the checklist.",
        columns: text("Question", "Answer", "By"),
        rows: agreed.map { agreement in
          Row(
            cells: [
              Checklist.questions.first { $0.id == agreement.item }?.text ?? agreement.item,
              [agreement.text, agreement.evidence.map { "Evidence: \($0)" }].compactMap(\.self)
                .joined(separator: "\n"), agreement.by ?? "–",
            ], items: [agreement.item])
        })
    }
  }
}

extension String {
  /// A capital at the beginning, a mark at the end.
  fileprivate var asSentence: String {
    let text = prefix(1).uppercased() + dropFirst()
    return text.last.map { ".?!".contains($0) } == true ? text : text + "."
  }
}
