using System.Linq.Expressions;
using System.Reflection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace LearningHub.EmbeddedOrleans;

/// <summary>What the engine knows of one method of a grain or observer interface.</summary>
internal abstract class Method(MethodInfo info)
{
    private readonly TimeSpan? timeout = info.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
    private readonly int[] references = [.. info.GetParameters().Where(it => typeof(IAddressable).IsAssignableFrom(it.ParameterType)).Select(it => it.Position)];

    public string Name { get; } = $"{info.DeclaringType!.Name}.{info.Name}";
    public bool IsOneWay { get; } = info.IsDefined(typeof(OneWayAttribute)) || info.ReturnType == typeof(void);
    protected bool IsReadOnly { get; } = info.IsDefined(typeof(ReadOnlyAttribute));
    protected bool Interleaves { get; } = info.IsDefined(typeof(AlwaysInterleaveAttribute));

    /// <summary>The place of the cancellation token among the parameters, counted from 0; -1 when there is none.</summary>
    protected int TokenPosition { get; } = TokenOf(info);

    public TimeSpan TimeoutOf(Engine engine) => timeout ?? engine.ResponseTimeout;

    /// <summary>Sends a call and returns what the interface's method is to return.</summary>
    public abstract object? Send(GrainProxy callee, object?[] arguments);

    public static Method Of(MethodInfo info)
    {
        var returns = info.ReturnType;
        var result = returns.IsGenericType && returns.GetGenericTypeDefinition() is var open && (open == typeof(Task<>) || open == typeof(ValueTask<>))
            ? returns.GetGenericArguments()[0]
            : returns == typeof(Task) || returns == typeof(ValueTask) || returns == typeof(void)
                ? typeof(ValueTuple)
                : throw new NotSupportedException($"{info.DeclaringType!.Name}.{info.Name} returns {returns.Name}. A grain method returns Task, Task<T>, ValueTask or ValueTask<T>.");
        return (Method)Activator.CreateInstance(typeof(Method<>).MakeGenericType(result), info)!;
    }

    /// <summary>A real silo would fail to copy such an argument; here it would work, and hide the mistake.</summary>
    protected void CheckReferences(object?[] arguments)
    {
        foreach (var position in references)
            if (arguments[position] is not (null or GrainProxy))
                throw new ArgumentException($"Argument {position + 1} of {Name} is the object itself. Hand on a reference: AsReference for a grain, IGrainFactory.CreateObjectReference for an observer.");
    }

    private static int TokenOf(MethodInfo info)
    {
        var tokens = info.GetParameters().Where(it => it.ParameterType == typeof(CancellationToken)).ToArray();
        return tokens.Length > 1
            ? throw new NotSupportedException($"{info.DeclaringType!.Name}.{info.Name} has {tokens.Length} cancellation tokens. A grain method has at most one.")
            : tokens is [var token] ? token.Position : -1;
    }
}

/// <inheritdoc/>
internal sealed class Method<TResult>(MethodInfo info) : Method(info)
{
    private readonly Func<object, object?[], Task> invoke = Compile(info);
    private readonly Func<Task<TResult>, object?> returned = Returned(info.ReturnType);

    public Task Invoke(object target, object?[] arguments) => invoke(target, arguments);

    public override object? Send(GrainProxy callee, object?[] arguments)
    {
        CheckReferences(arguments);
        var token = TokenPosition < 0 ? default : (CancellationToken)arguments[TokenPosition]!;
        if (token.IsCancellationRequested) return returned(Task.FromCanceled<TResult>(token));

        var engine = callee.Engine;
        var cancellation = token.CanBeCanceled ? new CallCancellation() : null;
        if (cancellation is not null) arguments[TokenPosition] = cancellation.Token;
        var call = new Call<TResult>(this, callee, arguments)
        {
            Context = RequestContext.Values,
            Interleaves = Interleaves,
            IsReadOnly = IsReadOnly,
            Deadline = IsOneWay ? long.MaxValue : engine.After(TimeoutOf(engine)),
            Cancellation = cancellation,
        };
        cancellation?.Follow(call.Abandon, token);
        callee.Sink.Accept(callee.GrainId, call);
        return returned(IsOneWay ? Done : call.Answer);
    }

    private static readonly Task<TResult> Done = Task.FromResult<TResult>(default!);

    private static Func<Task<TResult>, object?> Returned(Type type) =>
        type == typeof(void) ? _ => null
        : type == typeof(ValueTask) ? task => new ValueTask(task)
        : type == typeof(ValueTask<TResult>) ? task => new ValueTask<TResult>(task)
        : task => task;

    private static Func<object, object?[], Task> Compile(MethodInfo info)
    {
        var target = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        Expression call = Expression.Call(
            Expression.Convert(target, info.DeclaringType!),
            info,
            info.GetParameters().Select(it => Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(it.Position)), it.ParameterType)));
        call = info.ReturnType == typeof(void) ? Expression.Block(call, Expression.Constant(Task.CompletedTask, typeof(Task)))
            : info.ReturnType.IsValueType ? Expression.Call(call, nameof(ValueTask.AsTask), null)
            : call;
        return Expression.Lambda<Func<object, object?[], Task>>(Expression.Convert(call, typeof(Task)), target, arguments).Compile();
    }
}
