/// All kinds of constraints, in the order of the reference page.
package enum ConstraintCatalogue {
  /// One line a kind.
  package static let kinds: [any Constraint.Type] = [
    RequiredColumn.self,
    StoredType.self,
    NoNulls.self,
    ValueRange.self,
    ValueSet.self,
    ExcludedValues.self,
    TextPattern.self,
    ExcludedPattern.self,
    TextLength.self,
    TextFormat.self,
    UniqueValues.self,
    FiniteNumbers.self,
    IncreasingValues.self,
    PastTimes.self,
    NullShare.self,
    MeanValue.self,
    MedianValue.self,
    QuantileValues.self,
    StandardDeviation.self,
    SmallestValue.self,
    LargestValue.self,
    ValueSum.self,
    DistinctCount.self,
    DistinctShare.self,
    ContainedValues.self,
    MostCommonValue.self,
    UnseenShare.self,
    Freshness.self,
    OrderedColumns.self,
    EqualColumns.self,
    DifferentColumns.self,
    ColumnSum.self,
    UniqueTogether.self,
    ForeignKey.self,
    ConditionalRule.self,
    SQLPredicate.self,
    RowCount.self,
    TableColumns.self,
    AggregateFigure.self,
  ]

  /// The kinds of a section.
  package static func kinds(of section: ConstraintCard.Section) -> [any Constraint.Type] {
    kinds.filter { $0.card.section == section }
  }
}
