extension Aspect {
  /// Aspect 6 of the checklist.
  package static let distribution = Aspect(
    id: .distribution,
    number: 6,
    title: "Do the training, validation and test data come from one distribution?",
    purpose: """
      Sets that differ from one another, labels included, make every figure misleading: the model \
      learns one thing and is tested on another. If they differ they are shuffled or sampled \
      again, changed, enlarged, or a feature is dropped.
      """,
    questions: [
      Question(
        id: "distribution.representative",
        text: "How well do the training and test data represent the end use?",
        hint: "Who or what the model will meet in production, and which of them the data lack."),
      Question(
        id: "distribution.consistency",
        text: """
          Should any feature or group be represented differently in one of the sets, and why?
          """,
        hint: """
          Age groups, genders, regions or categories that are in one set and not in the others, \
          and the reason.
          """),
      Question(
        id: "distribution.origin",
        text: "Where did the data come from, and how were they collected and labelled?",
        hint: """
          Source, collector, dates, licence or permission, and the path from the source to these \
          files.
          """),
      Question(
        id: "distribution.automation",
        text: "Can collection and labelling be automated?",
        hint: "Which steps are automatic now, which could be, and what stands in the way."),
      Question(
        id: "distribution.remedy",
        text: "What is done where the sets differ?",
        hint: """
          Shuffling or sampling again, changing the data, gathering more rows, dropping a feature, \
          or why nothing is needed.
          """),
    ])
}
