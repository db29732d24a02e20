/// Labels joined to the predictions that they belong to, as questions to the engine that holds both.
///
/// Of several labels of one id the latest counts. Labels that differ at the latest time contradict each
/// other: then there is none. So the answer does not depend on the order in which labels came.
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
      given as (
        select \(text(name(columns.labelID))) as id, \(name(columns.label)) as label,
          \(time ?? "cast(null as timestamp)") as moment
        from (\(labels)) as assay_labels),
      usable as (
        select id, label, moment from given where id is not null and id <> '' and label is not null
          and \(text("label")) <> ''),
      latest as (
        select id, max(moment) as moment, count(*) as given, count(distinct label) as different
        from usable group by id),
      settled as (
        select latest.id as id, latest.moment as moment, latest.given as given,
          latest.different as different, count(distinct usable.label) as choices,
          \(dialect.any("usable.label")) as label
        from latest join usable
          on usable.id = latest.id and usable.moment is not distinct from latest.moment
        group by latest.id, latest.moment, latest.given, latest.different)
      """
  }

  /// The predictions with their labels, in the predictions' order where they have one.
  package var joined: String {
    let number = dialect.keepsOrder ? ", row_number() over () as assay_row" : ""
    let list = columns.predictions.map { "predicted.\(name($0)) as \(name($0))" }
    return """
      with \(settled),
      predicted as (select *\(number) from (\(predictions)) as assay_predictions)
      select \(list.map { $0 + ", " }.joined())
        case when settled.choices = 1 then settled.label end as \(name(columns.label)),
        case when settled.choices = 1 then settled.moment end as \(Self.time),
        case when settled.id is null then 'pending' when settled.choices > 1 then 'conflict'
          else 'labelled' end as \(Self.status)
      from predicted left join settled
        on \(text("predicted.\(name(columns.predictionID))")) = settled.id
      \(dialect.keepsOrder ? "order by assay_row" : "")
      """
  }

  /// One row of counts: of labels, those that can be used, those that differ by id or label, ids, corrections, conflicts
  /// and orphans; of predictions, those without an id, and those whose id an earlier one has.
  package var counts: String {
    let counts = [
      "assay_given.n", "assay_ids.usable", "assay_ids.pairs", "assay_ids.ids",
      "assay_ids.corrections", "assay_ids.conflicts", "assay_ids.orphans", "assay_made.n",
      "assay_made.missing", "assay_made.repeated",
    ]
    return """
      with \(settled), predicted as (
        select \(text(name(columns.predictionID))) as id from (\(predictions)) as assay_predictions)
      select \(counts.enumerated().map { "\($0.element) as c\($0.offset)" }.joined(separator: ", "))
      from (select count(*) as n from given) as assay_given
      cross join (
        select cast(coalesce(sum(settled.given), 0) as bigint) as usable,
          cast(coalesce(sum(settled.different), 0) as bigint) as pairs, count(*) as ids,
          count(case when settled.different > 1 and settled.choices = 1 then 1 end) as corrections,
          count(case when settled.choices > 1 then 1 end) as conflicts,
          count(case when known.id is null then 1 end) as orphans
        from settled left join (select distinct id from predicted where id is not null) as known
          on known.id = settled.id) as assay_ids
      cross join (
        select count(*) as n, count(case when id is null or id = '' then 1 end) as missing,
          count(case when id <> '' then 1 end)
            - count(distinct case when id <> '' then id end) as repeated
        from predicted) as assay_made
      """
  }

  /// One row about delays, in days, over the rows of a joined query.
  ///
  /// First the rows by status, then as of when, then those labelled before they were predicted, mean
  /// and ``quantiles`` of the delays, then for each of the days the predictions so old and those of
  /// them labelled by then.
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
      with timed as (
        select \(Self.status) as status, \(Self.time) as moment,
          \(predicted ?? "cast(null as timestamp)") as predicted
        from (\(joined)) as assay_joined),
      aged as (
        select status, now, \(dialect.days(from: "predicted", to: "moment")) as delay,
          \(dialect.days(from: "predicted", to: "now")) as age
        from timed cross join (select \(latest) as now from timed) as assay_now)
      select \(counts.enumerated().map { "\($0.element) as d\($0.offset)" }.joined(separator: ", "))
      from aged
      """
  }
}
