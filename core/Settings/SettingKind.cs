namespace Executor.Core.Settings;

/// <summary>Form of the text of a setting.</summary>
public enum SettingKind
{
    /// <summary><c>1 true yes y on</c> or <c>0 false no n off</c>, any case.</summary>
    Switch,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A decimal number with a point.</summary>
    Number,

    /// <summary>Seconds, decimals allowed.</summary>
    Seconds,

    /// <summary>An amount in quote (<c>0.5</c>) or a fraction of the price in basis points (<c>5bps</c>).</summary>
    Distance,

    /// <summary>Numbers with commas between.</summary>
    NumberList,

    /// <summary>One of the words named in the summary.</summary>
    Choice,

    /// <summary>Any text.</summary>
    Text,

    /// <summary>A text that is never printed.</summary>
    Secret,
}
