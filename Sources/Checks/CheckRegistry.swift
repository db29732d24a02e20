package import Checklist

/// Every check, one line each, in the order of the checklist.
package enum CheckRegistry {
  /// The checks.
  package static let checks: [any Check.Type] = [
    InputsMatchTraining.self,
    NoColumnGivesTheLabelAway.self,
    FeaturesAreServedAsTrained.self,
    ModelGivesSavedPredictions.self,
    FiguresAreOfOneQuantity.self,
    FeatureStepIsTheSame.self,
    ModelBeatsRandomGuess.self,
    ModelBeatsConstant.self,
    ModelBeatsThreshold.self,
    ModelBeatsRecentPast.self,
    ModelBeatsLinearModel.self,
    ModelBeatsPreviousModel.self,
    ModelBeatsPeople.self,
    MetricIsDefined.self,
    WindowsVaryAsByChance.self,
    WindowIsLargeEnough.self,
    SubgroupsPerformAlike.self,
    SlicesAreServedAlike.self,
    MetricHoldsForWholeEntities.self,
    MetricHoldsAtProductionShare.self,
    MetricHoldsInProductionMix.self,
    SamplesAreLargeEnough.self,
    MetricsReachTheirGoals.self,
    TestKeepsTrainingPerformance.self,
    SplitCanBeMadeAgain.self,
    SplitsShareNoRows.self,
    SplitsShareNoNearCopies.self,
    LabelsArriveInTime.self,
    ProxyStandsForTruth.self,
    AnnotatorsAgree.self,
    EstimatesCanBeTrusted.self,
    GoalIsBelowCeiling.self,
    SetsComeFromOneDistribution.self,
    GroupsAreRepresented.self,
    OriginIsKnown.self,
    QualityIsWithinLimits.self,
    LatencyIsWithinLimits.self,
    ThroughputIsWithinLimits.self,
    MemoryIsWithinLimits.self,
    ProcessorUseIsWithinLimits.self,
    GraphicsUseIsWithinLimits.self,
    CostIsWithinLimits.self,
    ChoiceIsOnTheFront.self,
    ModelKeepsItsInterface.self,
    FallbackAnswers.self,
    FeedbackFindsItsPrediction.self,
    AnswersCarryTheirOrigin.self,
    CallsAreWorthTheirCost.self,
    OutputKeepsItsContract.self,
    DataKeepTheirContract.self,
    StagesKeepTheirContracts.self,
    ObservationsAreCurrent.self,
    DriftStrategyFits.self,
    NothingChangesUnexpectedly.self,
    KnownChangesCome.self,
    FeedsCanBeHad.self,
    NoRowIsUnusual.self,
    ThresholdsAreCalibrated.self,
    PolicyIsComplete.self,
    CanaryRaisesItsAlarm.self,
    GroupsAreTreatedAlike.self,
    ModelIsRobust.self,
    PersonalDataAreKnown.self,
    NobodyIsSingledOut.self,
    TrainingRowsStayHidden.self,
    ModelFilesRunNoCode.self,
    EveryGroupIsServed.self,
    ImportanceIsKnown.self,
  ]

  /// What they say about themselves.
  package static let cards: [CheckCard] = checks.map { $0.card }

  /// What all checks of these aspects need together.
  ///
  /// - Parameter known: checks whose evidence is known already, by id.
  package static func needs(
    _ project: Project, aspects: Set<AspectID>, except known: Set<String> = []
  ) -> Needs {
    var needs = Needs()
    for check in checks
    where aspects.contains(check.card.aspect) && !known.contains(check.card.id) {
      needs.formUnion(check.needs(project))
    }
    return needs
  }

  /// The checks that send something in this project, to see it arrive.
  package static func drills(_ project: Project) -> [CheckCard] {
    checks.filter { $0.needs(project).isDrill }.map { $0.card }
  }
}
