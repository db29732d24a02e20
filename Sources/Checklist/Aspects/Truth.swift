extension Aspect {
  /// Aspect 5 of the checklist.
  package static let truth = Aspect(
    id: .truth,
    number: 5,
    title: "Can the truth be obtained or inferred in production?",
    purpose: """
      Without labels no metric can be computed. Sometimes they arrive by themselves, late; \
      sometimes people must make them, and people disagree and err; sometimes only a proxy such as \
      a click exists. How labels come about decides how far any later figure can be trusted.
      """,
    questions: [
      Question(
        id: "truth.source",
        text: """
          Where do labels come from in production: automatically, from people, or not at all?
          """,
        hint: """
          The system or the people that make them, and the key that joins a label to its \
          prediction.
          """),
      Question(
        id: "truth.delay",
        text: "How late do labels arrive?",
        hint: "The usual and the worst delay, and after how long a window counts as complete."),
      Question(
        id: "truth.annotators",
        text: "Who labels by hand, and how accurate are they?",
        hint: """
          People or company, instructions, how many label the same item, how often they agree, and \
          the human accuracy measured.
          """),
      Question(
        id: "truth.substitute",
        text: """
          If there is no reliable label, which proxy or other method gives some measure of \
          performance?
          """,
        hint: """
          The proxy (a click, a purchase, a complaint), how it was compared with the truth, and \
          where it misleads.
          """),
      Question(
        id: "truth.selection",
        text: "If only some rows can be labelled, how are they chosen?",
        hint: """
          At random, by strata or by how informative they are, how many a week, and what the \
          budget for it is.
          """),
      Question(
        id: "truth.reliability",
        text: "How were the labels obtained, and how reliable does that make them?",
        hint: """
          The steps from event to label, known errors, and the share of labels that a second look \
          would change.
          """),
    ])
}
