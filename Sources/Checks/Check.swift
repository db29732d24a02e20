package import Checklist

/// One check of the checklist: what it needs measured, and how it judges what was measured.
///
/// A check reads no files and holds no state. It answers with evidence; when it throws, the
/// assessor turns the error into evidence that asks for attention, so that nothing is silent.
package protocol Check: Sendable {
  /// What it says about itself.
  static var card: CheckCard { get }

  /// What it needs measured for this project; nothing when it cannot apply.
  static func needs(_ project: Project) -> Needs

  /// Judges what was measured.
  ///
  /// - Throws: whatever a measurement throws; the assessor words it.
  static func judge(_ facts: Facts) throws -> Evidence
}

/// What checks need measured; unions of it are what the planner measures, each data set once.
package struct Needs: Sendable, Hashable {
  /// Sets whose columns are profiled.
  package var profiles: Set<Project.DataRole> = []
  /// Sets on which the model's metrics are measured.
  package var metrics: Set<Project.DataRole> = []
  /// Sets on which the metrics are measured per window of production length.
  package var windows: Set<Project.DataRole> = []
  /// Sets on which the metrics are measured per value of each segment and protected column.
  package var segments: Set<Project.DataRole> = []
  /// Sets on which whole entities are measured beside the rows that are their pieces.
  package var entities: Set<Project.DataRole> = []
  /// Sets of which a bounded sample of rows is kept.
  package var rows: Set<Project.DataRole> = []
  /// Sets whose rows and entities are fingerprinted.
  package var fingerprints: Set<Project.DataRole> = []
  /// Sets whose rows are sketched, so that near copies are found.
  package var sketches: Set<Project.DataRole> = []
  /// Sets that are held against the contract.
  package var contract: Set<Project.DataRole> = []
  /// Sets on which the groups of the protected columns are compared.
  package var fairness: Set<Project.DataRole> = []
  /// Sets of which rows with the same quasi-identifiers are counted.
  package var classes: Set<Project.DataRole> = []
  /// Whether it is measured how well single features tell the label.
  package var measuresPowers = false
  /// Whether the model is compared with the baselines.
  package var comparesBaselines = false
  /// What is to be asked of the model itself.
  package var model: Set<ModelFacts.Question> = []
  /// What is to be known of labels and of those who give them.
  package var truth: Set<TruthFacts.Question> = []
  /// What is to be known of logged predictions and of feedback.
  package var trace: Set<TraceFacts.Question> = []
  /// Sets whose columns are followed from window to window.
  package var series: Set<Project.DataRole> = []
  /// Whether performance is estimated without labels.
  package var estimates = false
  /// Whether a fault is put in on purpose.
  package var raisesCanary = false
  /// Whether a report of feedback is sent on purpose.
  package var sendsReport = false
  /// Whether new feeds are read.
  package var readsFeeds = false
  /// Whether the measurements of its speed are read.
  package var readsBench = false
  /// Whether the candidates of `limits.candidates` are measured on test.
  package var comparesCandidates = false
  /// Whether the split is made again from its manifest.
  package var verifiesSplit = false
  /// Whether the events that say where data came from are read.
  package var readsLineage = false
  /// Whether the model's files are looked through.
  package var scansModelFiles = false
  /// Whether rows of both pipelines are compared cell by cell.
  package var comparesFeatures = false
  /// Whether the descriptions of the feature step are compared.
  package var comparesTransforms = false
  /// Whether the stages of the pipeline are held against their contracts.
  package var holdsStages = false
  /// Whether the recorded runs of incoming data are read.
  package var readsObservations = false

  /// Makes needs.
  package init(
    profiles: Set<Project.DataRole> = [], metrics: Set<Project.DataRole> = [],
    windows: Set<Project.DataRole> = [], segments: Set<Project.DataRole> = [],
    entities: Set<Project.DataRole> = [],
    rows: Set<Project.DataRole> = [], fingerprints: Set<Project.DataRole> = [],
    sketches: Set<Project.DataRole> = [], contract: Set<Project.DataRole> = [],
    fairness: Set<Project.DataRole> = [],
    classes: Set<Project.DataRole> = [], measuresPowers: Bool = false,
    comparesBaselines: Bool = false,
    model: Set<ModelFacts.Question> = [], truth: Set<TruthFacts.Question> = [],
    trace: Set<TraceFacts.Question> = [],
    series: Set<Project.DataRole> = [], estimates: Bool = false, readsFeeds: Bool = false,
    raisesCanary: Bool = false, sendsReport: Bool = false,
    readsBench: Bool = false, comparesCandidates: Bool = false, verifiesSplit: Bool = false,
    readsLineage: Bool = false, scansModelFiles: Bool = false,
    comparesFeatures: Bool = false, comparesTransforms: Bool = false, holdsStages: Bool = false,
    readsObservations: Bool = false
  ) {
    self.profiles = profiles
    self.metrics = metrics
    self.windows = windows
    self.segments = segments
    self.entities = entities
    self.rows = rows
    self.fingerprints = fingerprints
    self.sketches = sketches
    self.contract = contract
    self.fairness = fairness
    self.classes = classes
    self.measuresPowers = measuresPowers
    self.comparesBaselines = comparesBaselines
    self.model = model
    self.truth = truth
    self.trace = trace
    self.series = series
    self.estimates = estimates
    self.readsFeeds = readsFeeds
    self.raisesCanary = raisesCanary
    self.sendsReport = sendsReport
    self.readsBench = readsBench
    self.comparesCandidates = comparesCandidates
    self.verifiesSplit = verifiesSplit
    self.readsLineage = readsLineage
    self.scansModelFiles = scansModelFiles
    self.comparesFeatures = comparesFeatures
    self.comparesTransforms = comparesTransforms
    self.holdsStages = holdsStages
    self.readsObservations = readsObservations
  }

  /// Whether measuring it sends something that arrives elsewhere.
  package var isDrill: Bool { raisesCanary || sendsReport }

  /// Adds what another check needs.
  package mutating func formUnion(_ other: Needs) {
    profiles.formUnion(other.profiles)
    metrics.formUnion(other.metrics)
    windows.formUnion(other.windows)
    segments.formUnion(other.segments)
    entities.formUnion(other.entities)
    rows.formUnion(other.rows)
    fingerprints.formUnion(other.fingerprints)
    sketches.formUnion(other.sketches)
    contract.formUnion(other.contract)
    fairness.formUnion(other.fairness)
    classes.formUnion(other.classes)
    measuresPowers = measuresPowers || other.measuresPowers
    comparesBaselines = comparesBaselines || other.comparesBaselines
    model.formUnion(other.model)
    truth.formUnion(other.truth)
    trace.formUnion(other.trace)
    series.formUnion(other.series)
    estimates = estimates || other.estimates
    readsFeeds = readsFeeds || other.readsFeeds
    raisesCanary = raisesCanary || other.raisesCanary
    sendsReport = sendsReport || other.sendsReport
    readsBench = readsBench || other.readsBench
    comparesCandidates = comparesCandidates || other.comparesCandidates
    verifiesSplit = verifiesSplit || other.verifiesSplit
    readsLineage = readsLineage || other.readsLineage
    scansModelFiles = scansModelFiles || other.scansModelFiles
    comparesFeatures = comparesFeatures || other.comparesFeatures
    comparesTransforms = comparesTransforms || other.comparesTransforms
    holdsStages = holdsStages || other.holdsStages
    readsObservations = readsObservations || other.readsObservations
  }
}
