import type { VNode } from 'preact'

import { Component } from 'preact'

type Props<Part> = {
  load: () => Promise<Part>
  draw: (part: Part) => VNode
  words: { loading: string; partFailed: string }
}

type State<Part> = { part: Part | null; failed: boolean }

/** A part of a page that is fetched when somebody opens it. */
export class Lazy<Part> extends Component<Props<Part>, State<Part>> {
  override state: State<Part> = { part: null, failed: false }

  override componentDidMount() {
    this.props.load().then(
      (part) => this.setState({ part }),
      () => this.setState({ failed: true }),
    )
  }

  override render({ draw, words }: Props<Part>, { part, failed }: State<Part>) {
    if (failed) return <p class="trouble">{words.partFailed}</p>
    return part === null ? <p aria-busy="true">{words.loading}</p> : draw(part)
  }
}
