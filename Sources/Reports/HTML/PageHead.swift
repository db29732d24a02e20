/// What stands before the body of every page: its title, what it may load, and its style.
struct PageHead: Component {
  static let template = "head.html"

  let pageTitle: Markup
  let style: Markup
  let chartStyle: Markup

  init(_ title: String) throws(TemplateError) {
    pageTitle = Markup(title)
    style = try Templates.text("report.css")
    chartStyle = try Templates.text("charts.css")
  }
}
