import type { ComponentType } from 'preact'

import { Component, h } from 'preact'

type Props<P> = {
  load: () => Promise<ComponentType<P>>
  props: P
  words: { loading: string; partFailed: string }
}

type State<P> = { Part: ComponentType<P> | null; failed: boolean }

/** A part of a page that is fetched when somebody opens it. */
export class Lazy<P extends object> extends Component<Props<P>, State<P>> {
  override state: State<P> = { Part: null, failed: false }

  override componentDidMount() {
    this.props.load().then(
      (Part) => this.setState({ Part }),
      () => this.setState({ failed: true }),
    )
  }

  override render({ props, words }: Props<P>, { Part, failed }: State<P>) {
    if (failed) return <p class="trouble">{words.partFailed}</p>
    return Part === null ? <p aria-busy="true">{words.loading}</p> : h(Part, props)
  }
}
