/// Labels joined to the predictions that they belong to, as questions to the engine that holds
/// both.
///
/// Of several labels of one id the latest counts. Labels that differ at the latest time contradict
/// each other: then there is none. So the answer does not depend on the order in which labels came.
///
/// Ids are compared as text, so that 17 in one file and "17" in the other are the same.
package struct LabelJoin: Sendable, Hashable {
  /// The columns of a join.
  package struct Columns: Sendable, Hashable {
    /// Those of the predictions, in their order.
    package let predictions: [String]
    /// The id among the predictions.
    package let predictionID: String
    /// The id among the labels.
    package let labelID: String
    /// The label.
    package let label: String
    /// When a label was given; nil: nothing says which of two is later.
    package let labelledAt: String?
    /// When a prediction was made; nil: nothing says how late labels are.
    package let predictedAt: String?

    package init(
      predictions: [String], predictionID: String, labelID: String, label: String,
      labelledAt: String? = nil, predictedAt: String? = nil
    ) {
      self.predictions = predictions
      self.predictionID = predictionID
      self.labelID = labelID
      self.label = label
      self.labelledAt = labelledAt
      self.predictedAt = predictedAt
    }

    /// What is read of the labels.
    var ofLabels: [String] { Set([labelID, label, labelledAt].compactMap(\.self)).sorted() }
  }

  package let columns: Columns
  /// Where it is asked.
  package let place: QuestionPlace
  /// The predictions as a query.
  private let predictions: String
  /// The labels as a query.
  private let labels: String

  /// The column that says how a row's label stands.
  package static let status = "label_status"
  /// The column of the label's time.
  package static let time = "label_time"
  /// Days from which completeness is told.
  package static let days = [1, 2, 3, 7, 14, 30, 60, 90, 180, 365]
  /// Shares of the delays that are told.
  package static let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95, 0.99]

  /// Describes a join of two sources.
  ///
  /// - Parameter isCountedThere: whether a database that holds both is asked.
  /// - Throws: ``EngineError`` when one cannot be read.
  package init(
    _ predictions: DataSource, _ labels: DataSource, _ columns: Columns, engine: any Engine,
    isCountedThere: Bool
  ) throws(EngineError) {
    self.columns = columns
    place = QuestionPlace(isCountedThere ? [predictions, labels] : [])
    self.predictions = try place.query(predictions, columns: columns.predictions, engine)
    self.labels = try place.query(labels, columns: columns.ofLabels, engine)
  }

  private var dialect: Dialect { place.dialect }

  private func name(_ column: String) -> String { dialect.identifier(column) }

  private func text(_ expression: String) -> String {
    "cast(\(expression) as \(dialect.textType))"
  }

  /// One row an id: its label, time, and how it came about.
  private var settled: String {
    let time = columns.labelledAt.map { "cast(\(name($0)) as timestamp)" }
    return """
      assay_told as (
        select \(text(name(columns.labelID))) as id, \(name(columns.label)) as label,
          \(time ?? "cast(null as timestamp)") as moment
        from (\(labels)) as assay_labels),
      assay_usable as (
        select id, label, moment from assay_told where id is not null and id <> '' and label is not null
          and \(text("label")) <> ''),
      assay_latest as (
        select id, max(moment) as moment, count(*) as given, count(distinct label) as different
        from assay_usable group by id),
      assay_settled as (
        select assay_latest.id as id, assay_latest.moment as moment, assay_latest.given as given,
          assay_latest.different as different, count(distinct assay_usable.label) as choices,
          \(dialect.any("assay_usable.label")) as label
        from assay_latest join assay_usable
          on assay_usable.id = assay_latest.id and assay_usable.moment is not distinct from assay_latest.moment
        group by assay_latest.id, assay_latest.moment, assay_latest.given, assay_latest.different)
      """
  }

  /// The predictions with their labels, in the predictions' order where they have one.
  package var joined: String {
    let number = dialect.keepsOrder ? ", row_number() over () as assay_row" : ""
    let list = columns.predictions.map { "assay_predicted.\(name($0)) as \(name($0))" }
    return """
      with \(settled),
      assay_predicted as (select *\(number) from (\(predictions)) as assay_predictions)
      select \(list.map { $0 + ", " }.joined())
        case when assay_settled.choices = 1 then assay_settled.label end as \(name(columns.label)),
        case when assay_settled.choices = 1 then assay_settled.moment end as \(Self.time),
        case when assay_settled.id is null then 'pending' when assay_settled.choices > 1 then 'conflict'
          else 'labelled' end as \(Self.status)
      from assay_predicted left join assay_settled
        on \(text("assay_predicted.\(name(columns.predictionID))")) = assay_settled.id
      \(dialect.keepsOrder ? "order by assay_row" : "")
      """
  }

  /// One row of counts: of labels, those that can be used, those that differ by id or label, ids,
  /// corrections, conflicts and orphans; of predictions, those without an id, and those whose id an
  /// earlier one has.
  package var counts: String {
    let counts = [
      "assay_given.n", "assay_ids.usable", "assay_ids.pairs", "assay_ids.ids",
      "assay_ids.corrections", "assay_ids.conflicts", "assay_ids.orphans", "assay_made.n",
      "assay_made.missing", "assay_made.repeated",
    ]
    return """
      with \(settled), assay_predicted as (
        select \(text(name(columns.predictionID))) as id from (\(predictions)) as assay_predictions)
      select \(counts.enumerated().map { "\($0.element) as c\($0.offset)" }.joined(separator: ", "))
      from (select count(*) as n from assay_told) as assay_given
      cross join (
        select cast(coalesce(sum(assay_settled.given), 0) as bigint) as usable,
          cast(coalesce(sum(assay_settled.different), 0) as bigint) as pairs, count(*) as ids,
          count(case when assay_settled.different > 1 and assay_settled.choices = 1 then 1 end) as corrections,
          count(case when assay_settled.choices > 1 then 1 end) as conflicts,
          count(case when assay_known.id is null then 1 end) as orphans
        from assay_settled left join (select distinct id from assay_predicted where id is not null) as assay_known
          on assay_known.id = assay_settled.id) as assay_ids
      cross join (
        select count(*) as n, count(case when id is null or id = '' then 1 end) as missing,
          count(case when id <> '' then 1 end)
            - count(distinct case when id <> '' then id end) as repeated
        from assay_predicted) as assay_made
      """
  }

  /// One row: the first id of the predictions and the first of the labels, as texts.
  package var examples: String {
    func first(_ column: String, _ rows: String, _ name: String) -> String {
      """
      (select min(id) as id from (select \(text(self.name(column))) as id from (\(rows)) as assay_rows)
        as assay_ids where id <> '') as \(name)
      """
    }
    return """
      select assay_made.id as e0, assay_given.id as e1
      from \(first(columns.predictionID, predictions, "assay_made"))
      cross join \(first(columns.labelID, labels, "assay_given"))
      """
  }

  /// One row about delays, in days, over the rows of a joined query.
  ///
  /// First the rows by status, then as of when, then those labelled before they were predicted,
  /// mean and ``quantiles`` of the delays, then for each of the days the predictions so old and
  /// those of them labelled by then.
  package func delays(
    of joined: String, asOf: String?, days: [Int] = LabelJoin.days
  ) -> String {
    let predicted = columns.predictedAt.map { "cast(\(name($0)) as timestamp)" }
    let latest =
      asOf.map { "cast(\(dialect.literal($0)) as timestamp)" }
      ?? "greatest(max(predicted), max(moment))"
    let late = "case when delay >= 0 then delay end"
    let counts =
      [
        "count(*)", "count(case when status = 'labelled' then 1 end)",
        "count(case when status = 'conflict' then 1 end)", text("max(now)"),
        "count(case when delay < 0 then 1 end)", "count(\(late))", "avg(\(late))",
      ]
      + Self.quantiles.map { dialect.quantile($0, of: late) }
      + days.flatMap { day in
        [
          "count(case when age >= \(day) then 1 end)",
          "count(case when age >= \(day) and delay <= \(day) then 1 end)",
        ]
      }
    return """
      with assay_timed as (
        select \(Self.status) as status, \(Self.time) as moment,
          \(predicted ?? "cast(null as timestamp)") as predicted
        from (\(joined)) as assay_joined),
      assay_aged as (
        select status, now, \(dialect.days(from: "predicted", to: "moment")) as delay,
          \(dialect.days(from: "predicted", to: "now")) as age
        from assay_timed cross join (select \(latest) as now from assay_timed) as assay_now)
      select \(counts.enumerated().map { "\($0.element) as d\($0.offset)" }.joined(separator: ", "))
      from assay_aged
      """
  }
}
