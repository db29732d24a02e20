internal import Checklist
internal import Engines
internal import Measurements
internal import Statistics

/// Reads logged predictions and feedback, and joins the two.
struct TraceAsking {
  let project: Project
  let directory: String
  let engine: any Engine
  let means: DrillMeans

  /// The answers to some questions.
  func facts(_ questions: Set<TraceFacts.Question>, _ sets: [SetFacts]) -> TraceFacts? {
    guard !questions.isEmpty else { return nil }
    var facts = TraceFacts()
    if questions.contains(.logged), let declared = project.integration.logged {
      facts.logged = Result { try profile(declared) }
    }
    if questions.contains(.feedback), let declared = project.integration.feedback {
      facts.feedback = Result { try joined(declared, sets) }
    }
    return facts
  }

  private func profile(_ declared: Project.Integration.Logged) throws -> DatasetProfile {
    let data = try DeclaredData(
      declared.source, columns: declared.columns.map { ($0.key, $0.column) },
      at: "integration.logged", of: project, in: directory, by: engine)
    var options = ProfileOptions()
    options.columns = Set(declared.columns.map(\.column))
    var plan = ScanPlan()
    let ticket = plan.add(ProfileFold(options))
    return try data.run(plan)[ticket]
  }

  private func joined(
    _ declared: Project.Integration.Feedback, _ sets: [SetFacts]
  ) throws -> JoinedFeedback {
    let key = SQLText.identifier(declared.key)
    let predictions = try engine.query(try predictions(declared, sets), columns: [declared.key])
    // Sent before anything is read: the first report may be what makes the file.
    let drill = try drill(declared, predictions)
    let given = try DeclaredData(
      declared.source, columns: [("key", declared.key)], at: "integration.feedback", of: project,
      in: directory, by: engine
    ).query(columns: [declared.key])
    let question = """
      with predicted as (
        select cast(\(key) as varchar) as id, count(*) as found from (\(predictions)) group by 1),
      given as (select nullif(cast(\(key) as varchar), '') as id from (\(given)))
      select count(*), count(*) filter (where given.id is null),
        count(*) filter (where found = 1), count(*) filter (where found > 1),
        (select sum(found) from predicted)
      from given left join predicted on given.id = predicted.id
      """
    let counts = try engine.counts(question)
    guard counts.count == 5 else {
      throw Undefined("the engine answered with \(counts.count) numbers instead of 5")
    }
    return JoinedFeedback(
      reports: counts[0], unkeyed: counts[1], joined: counts[2], ambiguous: counts[3],
      predictions: counts[4], drill: drill)
  }

  /// Reports a prediction that has a key of its own, and looks for the report.
  private func drill(
    _ declared: Project.Integration.Feedback, _ predictions: String
  ) throws -> SendingDrill? {
    guard !declared.send.isEmpty else { return nil }
    let key = SQLText.identifier(declared.key)
    let question = """
      select cast(\(key) as varchar) from (\(predictions)) where \(key) is not null
      group by 1 having count(*) = 1 order by 1 limit 1
      """
    guard let marker = try engine.answer(question).first ?? nil
    else { throw Undefined("no prediction has a \(declared.key.visible) of its own") }
    let path = project.source(declared.source, from: directory)
    return SendingDrill(
      declared.send, marker: marker, folder: directory, within: declared.within, means: means
    ) {
      let reports = try engine.query(try engine.source(path), columns: [declared.key])
      let count = """
        select count(*) from (\(reports)) where cast(\(key) as varchar) = \(SQLText.literal(marker))
        """
      return try engine.counts(count).first ?? 0
    }
  }

  /// The logged predictions where they have the key, else those of scoring or of test.
  private func predictions(
    _ declared: Project.Integration.Feedback, _ sets: [SetFacts]
  ) throws -> DataSource {
    if let logged = project.integration.logged {
      let data = try DeclaredData(
        logged.source, at: "integration.logged", of: project, in: directory, by: engine)
      if data.names.contains(declared.key) { return data.source }
    }
    let known = sets.filter { $0.role == .scoring || $0.role == .test }.reversed()
      .first { $0.has(declared.key) }
    guard let role = known?.role, let set = project.data[role] else {
      throw project.refusal(
        of: "integration.feedback.key",
        "no predictions have a column “\(declared.key.visible)”",
        remedy: "name the column by which a report finds its prediction")
    }
    return try engine.source(set.source(from: directory))
  }
}
