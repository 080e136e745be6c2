using Executor.Core.Arithmetic;
using Executor.Core.Positions;

namespace Executor.Core.Explaining;

/// <summary>Compares the stops of a trade with the plan, with the entry price, and with each other.</summary>
internal sealed class StopChecks(PositionSide side, decimal? plannedStop, decimal? tick, ICollection<string> gaps)
{
    private decimal? _entryPrice;
    private decimal? _present;

    /// <summary>Remembers the average entry price.</summary>
    public void Entered(Figures filled) => _entryPrice = filled.Number("entry_actual") ?? _entryPrice;

    /// <summary>A stop that the exchange accepted: the first is the plan's, each later one is tighter.</summary>
    public void Rests(Figures rests)
    {
        if (rests.Text("cause") == nameof(StopCause.Initial))
        {
            rests.Compare("stop", plannedStop, $"the plan's stop {plannedStop}");
        }
        else if (rests.Number("stop") is { } level && _present is { } present && Levels.IsTighter(side, present, level))
        {
            rests.Compare("stop", present, $"the stop before it, {present}, is tighter: stops only tighten");
        }

        _present = rests.Number("stop") ?? _present;
    }

    /// <summary>A move was refused: the old level of one leg may be placed again, behind that of another.</summary>
    public void Refused() => _present = null;

    /// <summary>The move to the entry price.</summary>
    public void BreakEven(Figures moved)
    {
        if (_entryPrice is { } price && tick is { } step)
        {
            moved.Compare("entry", Steps.NearTo(price, step), $"average entry price {price}, to the tick {step}");
        }
        else
        {
            gaps.Add("Break-even: the journal does not tell the entry price.");
        }
    }

    /// <summary>A trailing step: it starts from the level that was wanted last and improves on it.</summary>
    public void Trailed(Figures trailed)
    {
        if (trailed.Number("trail_stop") is not { } level || trailed.Number("previous") is not { } previous)
        {
            return;
        }

        var improvement = Levels.Improvement(side, level, previous);
        trailed.Compare("improvement", improvement, $"from {previous} to {level}");
        if (trailed.Number("step") is { } step && improvement < step)
        {
            trailed.Compare("trail_stop", previous, $"{improvement} is less than the step of {step}: the stop should have stayed");
        }
    }
}
