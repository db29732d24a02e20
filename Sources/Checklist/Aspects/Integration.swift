extension Aspect {
  /// Aspect 8 of the checklist.
  package static let integration = Aspect(
    id: .integration,
    number: 8,
    title: "How does the model fit into the larger system, and what does it do to it?",
    purpose: """
      A model is one part of a larger system, old or new. Where it sits, what output is expected \
      of it, who uses that output and whether it runs in batches or on request decide how it is \
      built, and what happens when it is wrong or down.
      """,
    questions: [
      Question(
        id: "integration.place",
        text: "Where does the model sit in the larger system?",
        hint: "The systems before and after it, which of them exist already, and who owns each."),
      Question(
        id: "integration.consumers",
        text: "What output is expected, and who or what uses it for which purpose?",
        hint: "Each consumer by name, the field it reads, and what it does with it."),
      Question(
        id: "integration.serving",
        text: "Does the model run in batches, on request, or both?",
        hint: """
          Schedule or request rate for each path, and how each path was tried from end to end.
          """),
      Question(
        id: "integration.human",
        text: "Is there a human in the loop?",
        hint: "Who sees which predictions, what they can change, and how much time they have."),
      Question(
        id: "integration.reports",
        text: "How is feedback collected; how does anyone learn that a prediction was wrong?",
        hint: """
          The path by which a report gets back to its prediction, and who reads the reports.
          """),
      Question(
        id: "integration.failure",
        text: "What happens when the model fails, is slow or answers nonsense?",
        hint: """
          The fallback, what triggers it, how an earlier version is brought back, and when that \
          was last tried.
          """),
      Question(
        id: "integration.disclosure",
        text: """
          Does the system tell people that a model makes the prediction, and from which data?
          """,
        hint: "What users are shown, and where the model's version and inputs can be looked up."),
      Question(
        id: "integration.mistakes",
        text: "What does a wrong prediction cost?",
        hint: "The cost of each kind of error, in money or harm, and who bears it."),
    ])
}
