extension Aspect {
  /// Aspect 2 of the checklist.
  package static let baseline = Aspect(
    id: .baseline,
    number: 2,
    title: "Is there a clear baseline, and does the model beat it?",
    purpose: """
      The baseline is the simplest thing that could do the job: a guess, a constant, a threshold \
      on one column, a small linear model, last month's value. A model that does not beat it on \
      the same rows costs more than it gives. What the right baseline is depends on the problem.
      """,
    questions: [
      Question(
        id: "baseline.choice",
        text: "Why is this baseline the right one for this problem?",
        hint: """
          What would be done without the model today, and how the balance of the classes or the \
          season makes a simple rule look good.
          """),
      Question(
        id: "baseline.improvement",
        text: "How large must the improvement over the baseline be to be worth shipping?",
        hint: """
          A number in the primary metric and what it is worth in money, time or harm avoided.
          """),
      Question(
        id: "baseline.comparison",
        text: """
          What do the comparisons with a random guess, with a simple threshold and with always the \
          most common value tell you?
          """,
        hint: """
          For each of the three, whether the margin is enough in practice. The numbers are \
          computed by the checks of this aspect.
          """),
      Question(
        id: "baseline.human",
        text: "Is human accuracy a baseline here, and if not, why not?",
        hint: """
          How well people do the task and how that was measured, or why matching people is too \
          ambitious or beside the point.
          """),
    ])
}
